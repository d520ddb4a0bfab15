package dev.plimsoll.cluster.incident.node;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.client.Component;

/// The manifest of a static pod with a fixed uid is removed, and put back before the kubelet has
/// forgotten the pod. Its pod worker has ended the pod for good, as far as it knows, and is not
/// removed either, as the pod is wanted.
///
/// Source: `pkg/kubelet/pod_workers.go` (`UpdatePod`, `SyncKnownPods`) and `kubelet_pods.go`
/// (`HandlePodCleanups`), v1.22.
final class StaticPodPutBackStaysDown extends ClusterModel {

  /// How far the worker of the pod's uid is.
  private enum Worker {
    NONE,
    SYNCING,
    TERMINATING,
    TERMINATED
  }

  private final Cell<Boolean> manifest = cell("the manifest is there", true);
  private final Cell<Boolean> isRunning = cell("the container runs", false);
  private final Cell<Boolean> wasPutBack = cell("the manifest was put back", false);
  private final Component kubelet = component("kubelet");
  private final Cell<Boolean> isWanted = memory(kubelet, "the pod is wanted", false);
  private final Cell<Worker> worker = memory(kubelet, "pod worker", Worker.NONE);
  private final Cell<Boolean> restartRequested = memory(kubelet, "restart requested", false);

  /// @param fixed whether a pod worker notes that its pod came back
  StaticPodPutBackStaysDown(boolean fixed) {
    super(1, 1);
    declareConfig(fixed);
    declarePodWorker();
    declareCleanups();
    event(
        "somebody removes the manifest", 2, tx -> tx.require(manifest, true).set(manifest, false));
    event(
        "somebody puts the manifest back",
        2,
        tx -> tx.require(manifest, false).set(manifest, true).set(wasPutBack, true));

    eventuallyAlways(
        "in the end a static pod runs whose manifest is there",
        s -> !s.get(manifest) || s.get(isRunning));
    sometimes(
        "a pod runs that was put back",
        s -> s.get(wasPutBack) && s.get(worker) == Worker.SYNCING && s.get(isRunning));
  }

  /// Tells pod workers of manifests that have come or gone.
  private void declareConfig(boolean notesRestarts) {
    step(
        kubelet,
        "see that the manifest is there",
        tx -> {
          tx.require(manifest, true).require(isWanted, false).set(isWanted, true);
          switch (tx.get(worker)) {
            case NONE -> tx.set(worker, Worker.SYNCING);
            case SYNCING -> {}
            case TERMINATING, TERMINATED -> tx.set(restartRequested, notesRestarts);
          }
        });
    step(
        kubelet,
        "see that the manifest is not there",
        tx -> {
          tx.require(manifest, false).require(isWanted, true).set(isWanted, false);
          if (tx.get(worker) == Worker.SYNCING) {
            tx.set(worker, Worker.TERMINATING);
          }
        });
  }

  private void declarePodWorker() {
    step(
        kubelet,
        "start the container",
        tx -> tx.require(worker, Worker.SYNCING).require(isRunning, false).set(isRunning, true));
    step(
        kubelet,
        "stop the container",
        tx ->
            tx.require(worker, Worker.TERMINATING)
                .set(isRunning, false)
                .set(worker, Worker.TERMINATED));
  }

  /// Forgets workers that have ended and are not wanted, or are to be started anew.
  private void declareCleanups() {
    step(
        kubelet,
        "clean up",
        tx -> {
          tx.require(worker, Worker.TERMINATED);
          tx.require(!tx.get(isWanted) || tx.get(restartRequested));
          tx.set(restartRequested, false);
          tx.set(worker, tx.get(isWanted) ? Worker.SYNCING : Worker.NONE);
        });
  }
}
