package dev.plimsoll.cluster.attachdetach;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A node.
///
/// @param ready its condition `Ready`
/// @param volumeInUse whether the volume is among `status.volumesInUse`, which the kubelet writes
/// @param volumeAttached whether it is among `status.volumesAttached`, which the attach-detach
///     controller writes
record VolumeNode(Meta meta, boolean ready, boolean volumeInUse, boolean volumeAttached)
    implements ApiObject<VolumeNode> {

  /// As it is registered.
  static final VolumeNode NEW = new VolumeNode(Meta.NEW, true, false, false);

  @Override
  public VolumeNode with(Meta newMeta) {
    return new VolumeNode(newMeta, ready, volumeInUse, volumeAttached);
  }

  VolumeNode withReady(boolean whether) {
    return new VolumeNode(meta, whether, volumeInUse, volumeAttached);
  }

  VolumeNode withVolumeInUse(boolean whether) {
    return new VolumeNode(meta, ready, whether, volumeAttached);
  }

  VolumeNode withVolumeAttached(boolean whether) {
    return new VolumeNode(meta, ready, volumeInUse, whether);
  }
}
