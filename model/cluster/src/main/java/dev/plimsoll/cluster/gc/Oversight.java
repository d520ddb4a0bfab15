package dev.plimsoll.cluster.gc;

/// What versions of the garbage collector did not heed, and incidents are about.
public enum Oversight {
  /// Nothing that is known.
  NONE,
  /// Where an object is: its uid alone told it from others, up to v1.19
  /// (kubernetes/kubernetes#65200).
  NAMESPACE,
  /// That its finalizer was added to an object which somebody had begun to delete, up to v1.15
  /// (kubernetes/kubernetes#77081).
  SECOND_DELETION
}
