package dev.plimsoll.cluster.node.kubelet;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.kubelet.KubeletModel.Bug;
import dev.plimsoll.cluster.node.runtime.Container;
import dev.plimsoll.cluster.node.runtime.ContainerRuntime;
import dev.plimsoll.cluster.node.runtime.Sandbox;
import java.util.Optional;

/// What a kubelet does for each pod, one call to the runtime a step. What it finds there decides,
/// not what it did before: so it can go on after a restart.
///
/// Source: `pkg/kubelet/pod_workers.go`, `kubelet.go` (`SyncPod`, `SyncTerminatingPod`,
/// `SyncTerminatedPod`, `HandlePodCleanups`) and `kuberuntime/kuberuntime_manager.go`
/// (`computePodActions`), v1.30.
///
/// @param known the pods of the node, as the kubelet knows them
/// @param workers by pod; lost when the kubelet dies
/// @param status by pod: what the status manager is to tell; lost when the kubelet dies
record PodWorkers(
    Informer<Pod> known,
    Cells<Worker> workers,
    Cells<Optional<Pod.Phase>> status,
    ContainerRuntime runtime,
    RestartPolicy policy,
    Bug bug) {

  // ---- what a pod is to do

  /// Takes up a pod that is to run, or to end; or one that runs though it is not there any more.
  void begin(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.NONE);
    tx.require(pod.in(known, tx).isPresent() || runtime.knows(tx, pod.index()));
    if (isToGo(tx, pod)) {
      become(tx, pod, Worker.TERMINATING);
    } else {
      tx.require(tx.get(status.get(pod.index())).isEmpty());
      become(tx, pod, Worker.SYNC);
    }
  }

  /// Refuses a pod that is new.
  void reject(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.NONE);
    tx.require(!isToGo(tx, pod) && !runtime.knows(tx, pod.index()));
    tx.require(tx.get(status.get(pod.index())).isEmpty());
    note(tx, pod, Pod.Phase.FAILED);
  }

  /// Evicts a pod, as the node runs out of something.
  void evict(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.SYNC);
    note(tx, pod, Pod.Phase.FAILED);
    become(tx, pod, Worker.TERMINATING);
  }

  /// Sees that a pod is to end.
  void seeThatItIsToGo(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.SYNC);
    tx.require(isToGo(tx, pod));
    become(tx, pod, Worker.TERMINATING);
  }

  private boolean isToGo(State state, LocalPod pod) {
    return pod.in(known, state)
        .filter(each -> !each.meta().deleting())
        .filter(each -> !isFinal(each.phase()) || bug == Bug.STARTS_ENDED_PODS)
        .isEmpty();
  }

  // ---- a pod that is to run

  /// Makes a sandbox where there is none that is ready.
  void runSandbox(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.SYNC);
    tx.require(isToStart(tx, pod));
    tx.require(
        runtime.isTornDown(tx, pod.index())
            || (bug == Bug.MAKES_TWO_SANDBOXES && isOnlyInTheMaking(tx, pod)));
    runtime.runSandbox(tx, pod.index());
  }

  private boolean isOnlyInTheMaking(State state, LocalPod pod) {
    return state.get(runtime.sandboxes().get(pod.index())).size() == 1
        && runtime.isCreating(state, pod.index());
  }

  /// Starts the container in a sandbox that is ready.
  void startContainer(Transaction tx, LocalPod pod) {
    var worker = tx.get(workers.get(pod.index()));
    tx.require(
        worker == Worker.SYNC
            || (bug == Bug.STARTS_WHILE_TERMINATING && worker == Worker.TERMINATING));
    tx.require(isToStart(tx, pod));
    tx.require(
        bug == Bug.STARTS_WITHOUT_ADDRESS
            ? runtime.hasSandbox(tx, pod.index(), Sandbox::isUp)
            : runtime.hasReadySandbox(tx, pod.index()));
    runtime.startContainer(tx, pod.index());
  }

  private boolean isToStart(State state, LocalPod pod) {
    var container = runtime.container(state, pod.index()).state();
    return bug == Bug.RESTARTS_ALWAYS
        ? RestartPolicy.ALWAYS.starts(container)
        : policy.starts(container);
  }

  /// Sees how the pod does. If it has ended, the worker ends it.
  void sync(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.SYNC);
    var phase = phase(tx, pod, false);
    tx.require(!tx.get(status.get(pod.index())).equals(Optional.of(phase)));
    note(tx, pod, phase);
    if (isFinal(phase)) {
      become(tx, pod, Worker.TERMINATING);
    }
  }

  // ---- a pod that is to end, or whose sandbox has been lost

  /// Stops the container.
  void stopContainer(Transaction tx, LocalPod pod) {
    tx.require(isToBeStopped(tx, pod));
    runtime.stopContainer(tx, pod.index());
  }

  /// Stops the sandbox once the container has ended.
  void stopSandbox(Transaction tx, LocalPod pod) {
    tx.require(isToBeStopped(tx, pod));
    tx.require(!runtime.isAlive(tx, pod.index()) && !runtime.isTornDown(tx, pod.index()));
    runtime.stopSandbox(tx, pod.index());
  }

  private boolean isToBeStopped(State state, LocalPod pod) {
    return switch (state.get(workers.get(pod.index()))) {
      case NONE, TERMINATED -> false;
      case SYNC ->
          bug != Bug.KEEPS_LOST_SANDBOX && !runtime.hasSandbox(state, pod.index(), Sandbox::isUp);
      case TERMINATING -> !runtime.isCreating(state, pod.index());
    };
  }

  /// Sees that nothing of the pod runs any more: its phase is final now.
  void finish(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.TERMINATING);
    tx.require(!runtime.isAlive(tx, pod.index()) && runtime.isTornDown(tx, pod.index()));
    var phase = phase(tx, pod, true);
    note(tx, pod, isFinal(phase) ? phase : Pod.Phase.FAILED);
    become(tx, pod, Worker.TERMINATED);
  }

  /// Removes what the runtime remembers of a pod that has ended.
  void remove(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.TERMINATED);
    tx.require(runtime.knows(tx, pod.index()));
    runtime.remove(tx, pod.index());
  }

  /// Forgets a pod that has gone.
  void forget(Transaction tx, LocalPod pod) {
    tx.require(workers.get(pod.index()), Worker.TERMINATED);
    tx.require(pod.in(known, tx).isEmpty() && !runtime.knows(tx, pod.index()));
    tx.set(status.get(pod.index()), Optional.empty());
    become(tx, pod, Worker.NONE);
  }

  // ---- its status

  /// The phase as `generateAPIPodStatus` finds it: what the container says, unless that is not
  /// final and it was final before.
  private Pod.Phase phase(State state, LocalPod pod, boolean terminal) {
    var phase = policy.phase(runtime.container(state, pod.index()).state(), terminal);
    var before = state.get(status.get(pod.index())).or(() -> phaseKnown(state, pod));
    return isFinal(phase) ? phase : before.filter(PodWorkers::isFinal).orElse(phase);
  }

  private Optional<Pod.Phase> phaseKnown(State state, LocalPod pod) {
    return bug == Bug.FORGETS_PHASE ? Optional.empty() : pod.in(known, state).map(Pod::phase);
  }

  static boolean isFinal(Pod.Phase phase) {
    return phase == Pod.Phase.SUCCEEDED || phase == Pod.Phase.FAILED;
  }

  private void note(Transaction tx, LocalPod pod, Pod.Phase phase) {
    tx.set(status.get(pod.index()), Optional.of(phase));
  }

  private void become(Transaction tx, LocalPod pod, Worker worker) {
    tx.set(workers.get(pod.index()), worker);
  }

  /// Whether the pod is being ended or has been, and its container does not run.
  boolean hasStopped(State state, LocalPod pod) {
    return state.get(workers.get(pod.index())).isTerminal()
        && runtime.container(state, pod.index()).state() != Container.State.RUNNING;
  }
}
