package dev.plimsoll.cluster.node.staticpod;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import java.util.List;
import java.util.Optional;

/// A manifest on a node is removed, put back and changed, the mirror of its pod is deleted, the API
/// server cannot be reached, the kubelet is restarted; the kubelet runs the pod and mirrors it.
///
/// The version of a manifest gives its pod the uid: one that is put back has the uid that it had.
///
/// Source: `pkg/kubelet/pod_workers.go` (`UpdatePod`, `allowPodStart`), `kubelet_pods.go`
/// (`HandlePodCleanups`), `kubelet.go` (`SyncPod`), `pod/mirror_client.go`, v1.30.
public final class StaticPodModel extends ClusterModel {

  private static final int MIRROR = 0;
  private static final List<Integer> VERSIONS = List.of(0, 1);

  /// Mistakes to seed.
  public enum Bug {
    /// A kubelet as it should be.
    NONE,
    /// A worker does not note that its pod came back (kubernetes/kubernetes#104648).
    FORGETS_RESTART,
    /// A pod is started while that of the version before is being ended.
    STARTS_AT_ONCE,
    /// A pod is started only when it has a mirror.
    WAITS_FOR_MIRROR,
    /// A pod is ended when its mirror is deleted.
    OBEYS_MIRROR,
    /// A mirror that is being deleted stays (kubernetes/kubernetes#22625).
    KEEPS_MIRROR,
    /// The mirror stays of a pod whose manifest has gone.
    LEAVES_MIRROR,
    /// A kubelet that is started leaves a pod alone whose manifest has gone.
    LEAVES_ORPHAN
  }

  /// How far the worker of a uid is.
  private enum Worker {
    NONE,
    SYNCING,
    TERMINATING,
    TERMINATED
  }

  private final Bug bug;
  private final int restartCount;
  private final Cell<Optional<Integer>> manifest = cell("manifest", Optional.of(0));
  private final Resource<MirrorPod> pods = resource("pods", 1);
  private final Cells<Boolean> running = cells("container of version", VERSIONS.size(), false);
  private final Cell<Boolean> reachable = cell("the API server can be reached", true);
  private final Component kubelet = component("kubelet");
  private final Informer<MirrorPod> known = watch(kubelet, pods);
  private final Cell<Boolean> isReady = memory(kubelet, "has read the manifests", false);
  private final Cell<Optional<Integer>> wanted = memory(kubelet, "wanted", Optional.empty());
  private final Cells<Worker> workers = cells("worker", VERSIONS.size(), Worker.NONE);
  private final Cells<Boolean> comesBack = cells("restart requested", VERSIONS.size(), false);
  private final Cell<Integer> restarts;
  private final Cell<Integer> removals;
  private final Cell<Integer> returns;

  /// A manifest that no kubelet has seen yet.
  ///
  /// @param edits how often it is removed, and how often it is put there, changed or as it was
  /// @param deletions how often users delete the mirror
  /// @param restartCount how often the kubelet is restarted
  public StaticPodModel(int edits, int deletions, int restartCount, Bug bug) {
    super(1, 1);
    this.bug = bug;
    this.restartCount = restartCount;
    workers.forEach(cell -> kubelet.add(cell, Worker.NONE));
    comesBack.forEach(cell -> kubelet.add(cell, false));
    restarts = cell("restarts left", restartCount);
    removals = cell("removals left", edits);
    returns = cell("returns left", edits);
    declareWorkers();
    declareMirror();
    declareEvents(deletions);
    declareClaims(edits, deletions);
  }

  // ---- the pod

  private void declareWorkers() {
    step(kubelet, "read the manifest", this::read);
    step(kubelet, "start the container", VERSIONS, this::start);
    step(kubelet, "stop the container", VERSIONS, this::stop);
    step(
        kubelet,
        "see that the pod has ended",
        VERSIONS,
        (tx, version) -> {
          tx.require(running.get(version), false);
          tx.require(workers.get(version), Worker.TERMINATING);
          tx.set(workers.get(version), Worker.TERMINATED);
        });
    step(
        kubelet,
        "clean up",
        VERSIONS,
        (tx, version) -> {
          tx.require(workers.get(version), Worker.TERMINATED);
          var again = tx.get(comesBack.get(version));
          tx.require(again || !isWanted(tx, version));
          tx.set(comesBack.get(version), false);
          tx.set(workers.get(version), again ? Worker.SYNCING : Worker.NONE);
        });
  }

  private void read(Transaction tx) {
    var there = tx.get(manifest);
    tx.require(!tx.get(isReady) || !tx.get(wanted).equals(there));
    for (var version : VERSIONS) {
      var worker = tx.get(workers.get(version));
      var isThere = there.equals(Optional.of(version));
      tx.set(workers.get(version), isThere ? wantedAgain(worker) : unwanted(worker));
      var ends = worker == Worker.TERMINATING || worker == Worker.TERMINATED;
      tx.set(comesBack.get(version), isThere && ends && bug != Bug.FORGETS_RESTART);
    }
    tx.set(isReady, true).set(wanted, there);
  }

  private static Worker wantedAgain(Worker worker) {
    return worker == Worker.NONE ? Worker.SYNCING : worker;
  }

  private static Worker unwanted(Worker worker) {
    return worker == Worker.SYNCING ? Worker.TERMINATING : worker;
  }

  private boolean isWanted(State state, int version) {
    return state.get(wanted).equals(Optional.of(version));
  }

  private void start(Transaction tx, int version) {
    tx.require(workers.get(version), Worker.SYNCING).require(running.get(version), false);
    tx.require(
        bug == Bug.STARTS_AT_ONCE
            || VERSIONS.stream().allMatch(v -> v == version || isNone(tx, v)));
    tx.require(bug != Bug.WAITS_FOR_MIRROR || known.is(tx, MIRROR, pod -> pod.mirrors(version)));
    tx.set(running.get(version), true);
  }

  private boolean isNone(State state, int version) {
    return state.get(workers.get(version)) == Worker.NONE;
  }

  /// A pod that is to end, or one of which a kubelet that was restarted knows nothing.
  private void stop(Transaction tx, int version) {
    tx.require(running.get(version), true).require(isReady, true);
    var isOrphan = isNone(tx, version) && bug != Bug.LEAVES_ORPHAN;
    tx.require(tx.get(workers.get(version)) == Worker.TERMINATING || isOrphan);
    tx.set(running.get(version), false);
  }

  // ---- its mirror

  private void declareMirror() {
    step(
        kubelet,
        "create the mirror pod",
        tx -> {
          var version = tx.get(wanted);
          tx.require(reachable, true).require(version.isPresent());
          tx.require(known.get(tx, MIRROR).isEmpty() && !pods.exists(tx, MIRROR));
          pods.create(tx, MIRROR, MirrorPod.of(version.get()));
        });
    step(
        kubelet,
        "delete the mirror pod for good",
        tx -> {
          var mirror = known.get(tx, MIRROR);
          tx.require(reachable, true).require(isReady, true);
          tx.require(mirror.isPresent() && pods.get(tx, MIRROR).equals(mirror));
          tx.require(isToGo(tx, mirror.get()));
          pods.update(tx, MIRROR, mirror.get(), mirror.get().gone());
        });
    if (bug == Bug.OBEYS_MIRROR) {
      step(
          kubelet,
          "see that the mirror pod is to go",
          VERSIONS,
          (tx, version) -> {
            tx.require(known.is(tx, MIRROR, pod -> pod.meta().deleting()));
            tx.require(workers.get(version), Worker.SYNCING);
            tx.set(workers.get(version), Worker.TERMINATING).set(comesBack.get(version), false);
          });
    }
  }

  private boolean isToGo(State state, MirrorPod mirror) {
    var version = state.get(wanted);
    if (version.isEmpty()) {
      return bug != Bug.LEAVES_MIRROR;
    }
    var keeps = bug == Bug.KEEPS_MIRROR && mirror.version() == version.get();
    return !mirror.mirrors(version.get()) && !keeps;
  }

  // ---- what happens to them

  private void declareEvents(int deletions) {
    fault(
        "somebody removes the manifest",
        removals,
        tx -> tx.require(tx.get(manifest).isPresent()).set(manifest, Optional.empty()));
    fault(
        "somebody puts a manifest there",
        returns,
        tx -> {
          var version = Optional.of(tx.choose(VERSIONS));
          tx.require(!tx.get(manifest).equals(version)).set(manifest, version);
        });
    event(
        "somebody deletes the mirror pod",
        deletions,
        tx -> {
          tx.require(pods.is(tx, MIRROR, pod -> !pod.meta().deleting()));
          pods.delete(tx, MIRROR);
        });
    event(
        "the API server cannot be reached",
        1,
        tx -> tx.require(reachable, true).set(reachable, false));
    rule(
        "the API server can be reached again",
        tx -> tx.require(reachable, false).set(reachable, true));
    mayCrash(kubelet, restarts);
  }

  // ---- claims

  private void declareClaims(int edits, int deletions) {
    always(
        "pods of two versions run at a time only after a restart",
        s -> !running.all(s, true) || s.get(restarts) < restartCount);
    whenever(
        "a pod is not ended whose manifest nobody has touched",
        VERSIONS,
        (s, v) -> s.get(workers.get(v)) == Worker.TERMINATING,
        (s, v) -> s.get(removals) < edits || s.get(returns) < edits);
    eventuallyAlways(
        "in the end the pod runs whose manifest is there",
        s -> s.get(manifest).stream().allMatch(v -> s.get(running.get(v))));
    eventuallyAlways(
        "in the end no pod runs whose manifest is not there",
        s -> VERSIONS.stream().noneMatch(v -> s.get(running.get(v)) && !isThere(s, v)));
    eventuallyAlways(
        "in the end a pod that runs has its mirror, if the API server can be reached",
        s -> !s.get(reachable) || s.get(manifest).stream().allMatch(v -> isMirrored(s, v)));
    eventuallyAlways(
        "in the end there is no mirror without a manifest, if the API server can be reached",
        s -> !s.get(reachable) || s.get(manifest).isPresent() || !pods.exists(s, MIRROR));
    sometimes("the pod runs while the API server cannot be reached", this::runsAlone);
    if (edits > 0) {
      sometimes(
          "a pod comes back while it is being ended", s -> comesBack.count(s, back -> back) > 0);
      sometimes("a pod waits for that of the version before", this::isWaiting);
      sometimes("the pod of the second version runs", s -> s.get(running.get(1)));
    }
    if (deletions > 0) {
      sometimes(
          "a pod has a mirror that came after another",
          s -> pods.is(s, MIRROR, pod -> pod.meta().uid() > 1));
    }
  }

  private boolean isThere(State state, int version) {
    return state.get(manifest).equals(Optional.of(version));
  }

  private boolean isMirrored(State state, int version) {
    return pods.is(state, MIRROR, pod -> pod.mirrors(version));
  }

  private boolean runsAlone(State state) {
    return !state.get(reachable) && !pods.exists(state, MIRROR) && state.get(running.get(0));
  }

  private boolean isWaiting(State state) {
    return VERSIONS.stream()
        .anyMatch(
            v ->
                state.get(workers.get(v)) == Worker.SYNCING
                    && VERSIONS.stream().anyMatch(u -> !u.equals(v) && !isNone(state, u)));
  }
}
