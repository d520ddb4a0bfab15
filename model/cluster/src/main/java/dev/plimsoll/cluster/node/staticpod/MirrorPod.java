package dev.plimsoll.cluster.node.staticpod;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.node.Pod;

/// What the API server has of a static pod.
///
/// @param version of the manifest (annotation `kubernetes.io/config.mirror`)
record MirrorPod(Meta meta, int version) implements ApiObject<MirrorPod> {

  static MirrorPod of(int version) {
    return new MirrorPod(Meta.NEW.with(Pod.GRACE), version);
  }

  @Override
  public MirrorPod with(Meta newMeta) {
    return new MirrorPod(newMeta, version);
  }

  /// Whether it stands for the manifest of the version.
  boolean mirrors(int ofVersion) {
    return version == ofVersion && !meta.deleting();
  }

  /// Deleted for good.
  MirrorPod gone() {
    return with(meta.asDeleting().without(Pod.GRACE));
  }
}
