package dev.plimsoll.cluster.incident.node;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;

/// Somebody deletes the mirror pod of a static pod. It waits for the kubelet to end it; but the
/// kubelet takes no orders from mirror pods, and as it still looks like the static pod it is not
/// made anew.
///
/// Source: `pkg/kubelet/kubelet.go` (`syncPod`), v1.2.
final class MirrorPodStaysTerminating extends ClusterModel {

  private static final int MIRROR = 0;

  /// @param hash of the static pod that it mirrors (annotation `kubernetes.io/config.mirror`)
  private record MirrorPod(Meta meta, int hash) implements ApiObject<MirrorPod> {

    @Override
    public MirrorPod with(Meta newMeta) {
      return new MirrorPod(newMeta, hash);
    }

    boolean mirrors(int staticPod) {
      return hash == staticPod;
    }

    boolean isDeleting() {
      return meta.deleting();
    }
  }

  private final Resource<MirrorPod> pods = resource("pods", 1);
  private final Cell<Integer> manifest = cell("hash of the manifest", 0);

  /// @param fixed whether the kubelet makes a mirror pod anew that is being deleted
  MirrorPodStaysTerminating(boolean fixed) {
    super(1, 2);
    var kubelet = component("kubelet");
    declareMirror(kubelet, watch(kubelet, pods), fixed);
    mayCrash(kubelet, 1);
    event(
        "somebody deletes the mirror pod",
        2,
        tx -> {
          tx.require(pods.is(tx, MIRROR, pod -> !pod.isDeleting()));
          pods.delete(tx, MIRROR);
        });
    event("somebody changes the manifest", 1, tx -> tx.update(manifest, hash -> hash + 1));

    eventuallyAlways("in the end the mirror pod mirrors the static pod", this::isMirrored);
    sometimes(
        "a mirror pod is there that came after another",
        s -> isMirrored(s) && pods.is(s, MIRROR, pod -> pod.meta().uid() > 1));
  }

  private boolean isMirrored(State state) {
    return pods.is(state, MIRROR, pod -> !pod.isDeleting() && pod.mirrors(state.get(manifest)));
  }

  private void declareMirror(Component kubelet, Informer<MirrorPod> known, boolean fixed) {
    var synced = memory(kubelet, "static pod", List.<Integer>of());
    step(
        kubelet,
        "see the manifest",
        tx -> {
          var pod = List.of(tx.get(manifest));
          tx.require(!tx.get(synced).equals(pod)).set(synced, pod);
        });
    step(
        kubelet,
        "create the mirror pod",
        tx -> {
          tx.require(known.get(tx, MIRROR).isEmpty()).require(!pods.exists(tx, MIRROR));
          var meta = Meta.NEW.with(Pod.GRACE);
          tx.get(synced).forEach(hash -> pods.create(tx, MIRROR, new MirrorPod(meta, hash)));
        });
    step(
        kubelet,
        "remove the mirror pod",
        tx -> {
          var pod = known.get(tx, MIRROR);
          tx.require(pod.isPresent() && pods.get(tx, MIRROR).equals(pod));
          var isOutdated = tx.get(synced).stream().anyMatch(hash -> !pod.get().mirrors(hash));
          tx.require(isOutdated || (fixed && pod.get().isDeleting()));
          var meta = pod.get().meta().asDeleting().without(Pod.GRACE);
          pods.update(tx, MIRROR, pod.get(), pod.get().with(meta));
        });
  }
}
