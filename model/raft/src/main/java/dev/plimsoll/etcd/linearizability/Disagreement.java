package dev.plimsoll.etcd.linearizability;

/// Two calls whose revisions disagree: `first` returned before `second` was called, but has a
/// greater revision, or both are writes and have the same. Or `first` is a write without an answer,
/// whose effect `second` shows, and there is no revision left for it.
public record Disagreement(Call<Operation, Answer> first, Call<Operation, Answer> second) {

  /// Whether there is no revision left for the first.
  public boolean isCrowded() {
    return first.isPending();
  }
}
