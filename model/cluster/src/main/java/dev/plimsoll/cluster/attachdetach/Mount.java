package dev.plimsoll.cluster.attachdetach;

/// How far a kubelet is with the volume; pkg/kubelet/volumemanager, v1.30.
enum Mount {
  /// It has nothing to do with it.
  NONE,
  /// It has seen that it is attached, and is about to mount it (`VerifyControllerAttachedVolume`,
  /// `WaitForAttach`).
  FOUND,
  /// It has mounted it.
  MOUNTED
}
