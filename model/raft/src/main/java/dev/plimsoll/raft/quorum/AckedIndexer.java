package dev.plimsoll.raft.quorum;

import java.util.OptionalInt;

/// Up to where voters have acknowledged a log; quorum/quorum.go, `AckedIndexer`.
@FunctionalInterface
public interface AckedIndexer {

  /// The last index that this voter has acknowledged; empty if it is not known.
  OptionalInt ackedIndex(int voter);
}
