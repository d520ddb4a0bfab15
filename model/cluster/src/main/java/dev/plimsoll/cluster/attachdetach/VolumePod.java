package dev.plimsoll.cluster.attachdetach;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A pod that uses the volume.
///
/// @param node `spec.nodeName`
record VolumePod(Meta meta, int node) implements ApiObject<VolumePod> {

  private static final String GRACE = "graceful deletion";

  /// One to be created, which its kubelet lets go.
  static VolumePod on(int node) {
    return new VolumePod(Meta.NEW.with(GRACE), node);
  }

  @Override
  public VolumePod with(Meta newMeta) {
    return new VolumePod(newMeta, node);
  }

  /// The same as it is deleted at once.
  VolumePod ended() {
    return with(meta.asDeleting().without(GRACE));
  }

  boolean isOn(int other) {
    return node == other;
  }

  /// Whether it is on a node, and to stay.
  boolean staysOn(int other) {
    return node == other && !meta.deleting();
  }
}
