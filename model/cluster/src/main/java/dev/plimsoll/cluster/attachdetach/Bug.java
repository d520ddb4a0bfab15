package dev.plimsoll.cluster.attachdetach;

/// Mistakes to seed.
public enum Bug {
  /// All as it should be.
  NONE,
  /// A node that is not there is struck from those whose status is to be written, and not put back
  /// when it comes (kubernetes/kubernetes#50721).
  STRIKES_MISSING_NODES,
  /// The status of the node says until the volume is detached that it is attached
  /// (kubernetes/kubernetes#27836).
  DETACHES_BEFORE_SAYING_SO,
  /// The controller does not look at the node once more before it detaches.
  DETACHES_UNVERIFIED,
  /// After a detach that was given up the status does not say again that the volume is attached.
  NOT_REPORTED_AGAIN,
  /// The kubelet mounts the volume before it has said that it uses it.
  MOUNTS_UNREPORTED,
  /// The volume is attached to a node whether or not it is attached to another.
  ATTACHES_ANYWHERE,
  /// A controller that starts does not look at VolumeAttachments, as before v1.22.
  FORGETS_ATTACHMENTS,
  /// A volume is never detached by force.
  NEVER_FORCES
}
