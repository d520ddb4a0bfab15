package dev.plimsoll.cluster.attachdetach;

/// What the controller has begun: of a volume that can be attached once, one at a time
/// (`IsOperationPending`).
///
/// @param node where
record Operation(Kind kind, int node) {

  /// What it is about.
  enum Kind {
    /// It waits until the volume is attached.
    ATTACH,
    /// It is about to look whether the volume may be detached (`verifyVolumeIsSafeToDetach`).
    VERIFY,
    /// It is about to ask for the volume to be detached.
    ASK,
    /// It waits until the volume is detached.
    DETACH
  }
}
