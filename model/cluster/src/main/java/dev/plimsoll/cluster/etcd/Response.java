package dev.plimsoll.cluster.etcd;

import java.util.List;

/// What etcd answers.
public sealed interface Response {

  /// It is done.
  ///
  /// @param revision the newest
  record Done(int revision) implements Response {}

  /// The key has another mod revision than compared with: nothing is done.
  record Unequal() implements Response {}

  /// What there is.
  ///
  /// @param revision at which
  /// @param modRevisions by key; 0 where there is none
  record Ranged(int revision, List<Integer> modRevisions) implements Response {

    public Ranged {
      modRevisions = List.copyOf(modRevisions);
    }
  }

  /// The revision has been compacted; `ErrCompacted`.
  record Compacted() implements Response {}

  /// There is no such revision yet; `ErrFutureRev`.
  record Future() implements Response {}
}
