package dev.plimsoll.cluster.attachdetach;

/// The VolumeAttachment of the volume and a node: what the controller asks of the CSI driver, and
/// what the driver answers; external-attacher v4.5, pkg/controller/csi_handler.go.
enum VolumeAttachment {
  /// There is none.
  NONE,
  /// The volume is to be attached; `status.attached` is false.
  ATTACHING,
  /// It is attached, as far as the driver knows; `status.attached`.
  ATTACHED,
  /// It is to be detached: the object has a `deletionTimestamp`.
  DETACHING
}
