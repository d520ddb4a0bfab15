package dev.plimsoll.etcd.linearizability;

/// Two calls whose revisions disagree: `first` returned before `second` was called, but has a
/// greater revision, or both are writes and have the same.
public record Disagreement(Call<Operation, Answer> first, Call<Operation, Answer> second) {}
