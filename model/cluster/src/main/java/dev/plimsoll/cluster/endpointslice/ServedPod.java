package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A pod that has an address.
///
/// @param label that a Service may select
/// @param ready its condition `Ready`
record ServedPod(Meta meta, int label, boolean ready) implements ApiObject<ServedPod> {

  /// What keeps a pod there while it ends.
  static final String GRACE = "kubelet";

  @Override
  public ServedPod with(Meta newMeta) {
    return new ServedPod(newMeta, label, ready);
  }

  /// The same with another label.
  ServedPod labelled(int newLabel) {
    return new ServedPod(meta, newLabel, ready);
  }

  /// The same ready, or not.
  ServedPod withReady(boolean isReady) {
    return new ServedPod(meta, label, isReady);
  }
}
