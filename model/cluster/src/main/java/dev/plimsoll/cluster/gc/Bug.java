package dev.plimsoll.cluster.gc;

/// Mistakes that can be seeded into the garbage collector, and into those who use it.
public enum Bug {
  /// The collector as it should be.
  NONE,
  /// Objects are looked up in its own cache instead of the API server.
  TRUSTS_ITS_CACHE,
  /// An owner that was found absent stands for all of its name.
  ABSENT_BY_NAME,
  /// An object is deleted whatever has the name by then.
  NO_PRECONDITION,
  /// An object is deleted whoever owns it by then, if it has the uid: up to v1.33
  /// (kubernetes/kubernetes#114603).
  COMPARES_UID_ONLY,
  /// An object is deleted though somebody else has begun to, if it has the uid and the owners:
  /// from v1.34 on.
  COMPARES_OWNERS_ONLY,
  /// An owner counts as there if one of its name is.
  MATCHES_BY_NAME,
  /// An owner that was not seen is not looked up.
  NEVER_VERIFIES,
  /// An object that a list shows in the place of another counts as the other: v1.30.
  TAKES_FOR_THE_SAME,
  /// An owner that is deleted in the foreground does not wait for its dependents.
  RELEASES_AT_ONCE,
  /// An owner goes before its dependents are free.
  ORPHANS_LATE,
  /// Users do not wait until the collector has seen all dependents: as it is
  /// (kubernetes/kubernetes#26120).
  DOES_NOT_WAIT,
  /// With its own finalizer the collector takes off those of others.
  CLEARS_FINALIZERS
}
