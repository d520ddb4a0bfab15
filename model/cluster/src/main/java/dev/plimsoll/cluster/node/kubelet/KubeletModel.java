package dev.plimsoll.cluster.node.kubelet;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.node.Pod.Phase;
import dev.plimsoll.cluster.node.runtime.Container;
import dev.plimsoll.cluster.node.runtime.ContainerRuntime;
import dev.plimsoll.cluster.node.runtime.Sandbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One node: pods of one container each are bound to it, run, end, are evicted or deleted, and
/// created anew, while its kubelet, its runtime and the node itself are restarted at any moment.
public final class KubeletModel extends ClusterModel {

  private static final int NODE = 0;

  /// Mistakes to seed.
  public enum Bug {
    /// A node as it should be.
    NONE,
    /// The kubelet takes up pods whose phase is final (kubernetes/kubernetes#37447).
    STARTS_ENDED_PODS,
    /// The kubelet does not keep the phase of a pod whose container has been removed.
    FORGETS_PHASE,
    /// The kubelet makes a sandbox while one is being made, and the runtime lets it.
    MAKES_TWO_SANDBOXES,
    /// The kubelet starts a container in a sandbox that is not ready yet.
    STARTS_WITHOUT_ADDRESS,
    /// IPAM forgets what it has given out when the runtime is restarted.
    FORGETS_ADDRESSES,
    /// The runtime forgets a sandbox whose network failed (containerd/containerd#5768).
    LEAKS_ADDRESSES,
    /// The kubelet leaves a sandbox as it is whose pause container has died.
    KEEPS_LOST_SANDBOX,
    /// The kubelet does not look at the restart policy.
    RESTARTS_ALWAYS,
    /// The kubelet starts a container that has ended, though the pod is being ended.
    STARTS_WHILE_TERMINATING,
    /// The kubelet deletes a pod for good before its container has ended.
    LETS_GO_EARLY,
    /// The kubelet reports a final phase before the container has ended.
    REPORTS_EARLY
  }

  /// How far the model goes.
  ///
  /// @param pods bound to the node at first; there are as many addresses
  /// @param deletions how many of them users delete
  /// @param forced how many of them users delete by force
  /// @param recreations how often the first is created anew, at most 1
  /// @param evictions how many pods the kubelet evicts or refuses
  /// @param faults what breaks: containers, sandboxes, networks, processes, the node
  public record Bounds(
      int pods, int deletions, int forced, int recreations, int evictions, int faults) {}

  private final Bounds bounds;
  private final RestartPolicy policy;
  private final Bug bug;
  private final List<LocalPod> locals;
  private final Resource<Pod> pods;
  private final Component kubelet = component("kubelet");
  private final Component containerd = component("containerd");
  private final ContainerRuntime runtime;
  private final PodWorkers workers;
  private final Cell<Integer> forced;
  private final Cell<Integer> faults;

  /// A node with pods that are bound to it.
  public KubeletModel(Bounds bounds, RestartPolicy policy, Bug bug) {
    super(1, 1);
    this.bounds = bounds;
    this.policy = policy;
    this.bug = bug;
    locals = locals(bounds);
    pods = resource("pods", Collections.nCopies(bounds.pods(), Optional.of(Pod.NEW.boundTo(NODE))));
    runtime =
        new ContainerRuntime(
            cells("sandboxes", locals.size(), List.<Sandbox>of()),
            cells("container", locals.size(), Container.NONE),
            cells("address given out", bounds.pods(), false));
    var known = watch(kubelet, pods);
    Cells<Worker> worker = cells("worker", locals.size(), Worker.NONE);
    Cells<Optional<Phase>> status = cells("status", locals.size(), Optional.<Phase>empty());
    worker.forEach(cell -> kubelet.add(cell, Worker.NONE));
    status.forEach(cell -> kubelet.add(cell, Optional.empty()));
    workers = new PodWorkers(known, worker, status, runtime, policy, bug);
    forced = cell("deletions by force left", bounds.forced());
    faults = cell("faults left", bounds.faults());

    declareUsers();
    declareKubelet();
    declareRuntime();
    declareFaults();
    declareClaims();
  }

  private static List<LocalPod> locals(Bounds bounds) {
    var first = IntStream.range(0, bounds.pods()).mapToObj(name -> new LocalPod(name, name, 0));
    var anew = Stream.of(new LocalPod(bounds.pods(), 0, 1)).limit(bounds.recreations());
    return Stream.concat(first, anew).toList();
  }

  private void declareUsers() {
    event("kubectl delete", bounds.deletions(), tx -> pods.delete(tx, tx.choose(taken(tx))));
    if (bounds.forced() > 0) {
      fault(
          "kubectl delete --force",
          forced,
          tx ->
              pods.patch(
                  tx,
                  tx.choose(taken(tx)),
                  pod -> pod.ended().with(pod.ended().meta().asDeleting())));
    }
    event(
        "the first pod is created anew",
        bounds.recreations(),
        tx -> {
          tx.require(!pods.exists(tx, 0));
          pods.create(tx, 0, Pod.NEW.boundTo(NODE));
        });
  }

  private List<Integer> taken(State state) {
    return IntStream.range(0, pods.names())
        .filter(name -> pods.is(state, name, pod -> !pod.meta().deleting()))
        .boxed()
        .toList();
  }

  private void declareKubelet() {
    step(kubelet, "take up a pod", locals, workers::begin);
    step(kubelet, "run a sandbox", locals, workers::runSandbox);
    step(kubelet, "start the container", locals, workers::startContainer);
    step(kubelet, "sync", locals, workers::sync);
    step(kubelet, "see that a pod is to go", locals, workers::seeThatItIsToGo);
    step(kubelet, "stop the container", locals, workers::stopContainer);
    step(kubelet, "stop the sandbox", locals, workers::stopSandbox);
    step(kubelet, "see that a pod has ended", locals, workers::finish);
    step(kubelet, "remove what is left", locals, workers::remove);
    step(kubelet, "forget a pod", locals, workers::forget);
    var statusManager = new StatusManager(pods, workers, bug);
    step(kubelet, "write the status", locals, statusManager::write);
    step(kubelet, "let a pod go", locals, statusManager::letGo);
    var evictions = cell("evictions left", bounds.evictions());
    fault("the kubelet evicts a pod", evictions, each(workers::evict));
    fault("the kubelet refuses a pod", evictions, each(workers::reject));
  }

  private void declareRuntime() {
    step(containerd, "CNI ADD", locals, (tx, pod) -> runtime.setUpNetwork(tx, pod.index()));
    step(
        containerd,
        "start the pause container",
        locals,
        (tx, pod) -> runtime.startPause(tx, pod.index()));
    step(
        containerd,
        "see that a container has stopped",
        locals,
        (tx, pod) -> runtime.finishStop(tx, pod.index()));
  }

  private void declareFaults() {
    mayCrash(kubelet, faults);
    fault(
        "containerd is restarted",
        faults,
        tx -> {
          runtime.restart(tx);
          if (bug == Bug.FORGETS_ADDRESSES) {
            runtime.addresses().forEach(cell -> tx.set(cell, false));
          }
        });
    fault(
        "the node is rebooted",
        faults,
        tx -> {
          kubelet.restart(tx);
          runtime.reboot(tx);
        });
    fault(
        "CNI ADD fails",
        faults,
        each((tx, pod) -> runtime.failNetwork(tx, pod.index(), bug != Bug.LEAKS_ADDRESSES)));
    fault("a pause container dies", faults, each((tx, pod) -> runtime.losePause(tx, pod.index())));
    fault(
        "a container ends by itself",
        faults,
        each((tx, pod) -> runtime.end(tx, pod.index(), tx.chooseWhether())));
  }

  /// What befalls one of the pods.
  private Consumer<Transaction> each(BiConsumer<Transaction, LocalPod> body) {
    return tx -> body.accept(tx, tx.choose(locals));
  }

  // ---- claims

  private void declareClaims() {
    declareSandboxes();
    declareContainers();
    declarePhases();
    eventuallyAlways(
        "in the end every pod that is to run runs", s -> locals.stream().allMatch(p -> runs(s, p)));
    eventuallyAlways(
        "in the end a pod that was deleted has gone",
        s -> pods.list(s).stream().noneMatch(pod -> pod.meta().deleting()));
    eventuallyAlways(
        "in the end only pods that run have an address",
        s ->
            runtime.addresses().count(s, given -> given)
                == locals.stream().filter(pod -> isActive(s, pod)).count());
    if (bounds.faults() > 0) {
      sometimes(
          "all pods run after all faults",
          s ->
              s.get(faults) == 0
                  && locals.stream().allMatch(p -> p.uid() != 0 || (isActive(s, p) && runs(s, p))));
    }
  }

  private void declareSandboxes() {
    always(
        "at most one sandbox of a pod is there",
        locals,
        (s, pod) ->
            s.get(runtime.sandboxes().get(pod.index())).stream().filter(Sandbox::isUp).count()
                <= 1);
    always(
        "no address is given to two sandboxes",
        s -> {
          var held = runtime.held(s);
          return new HashSet<>(held).size() == held.size();
        });
    sometimes("all addresses are given out", s -> runtime.addresses().all(s, true));
    if (policy != RestartPolicy.NEVER && bounds.faults() > 0) {
      sometimes(
          "a pod that ran gets a new sandbox",
          s ->
              locals.stream()
                  .anyMatch(
                      pod ->
                          runtime.isCreating(s, pod.index())
                              && !runtime.container(s, pod.index()).equals(Container.NONE)));
    }
  }

  private void declareContainers() {
    whenever(
        "a container has a sandbox with an address",
        locals,
        (s, pod) -> runtime.isAlive(s, pod.index()),
        (s, pod) -> runtime.hasSandbox(s, pod.index(), sandbox -> sandbox.address().isPresent()));
    if (policy == RestartPolicy.NEVER) {
      always(
          "a container that is never to be restarted starts once",
          locals,
          (s, pod) -> !runtime.container(s, pod.index()).restarted());
    } else if (bounds.faults() > 0) {
      sometimes(
          "a container is started again",
          s -> locals.stream().anyMatch(pod -> runtime.container(s, pod.index()).restarted()));
    }
    ltl(
        "a container that was stopped with its pod stays so",
        locals.stream().map(this::staysStopped).toList());
    whenever(
        "a pod that nobody forces goes only when its container has ended",
        locals,
        (s, pod) -> runtime.isAlive(s, pod.index()),
        (s, pod) -> pod.in(pods, s).isPresent() || s.get(forced) < bounds.forced());
    if (bounds.deletions() > 0) {
      sometimes("a pod that was deleted has gone", s -> !pods.exists(s, 0));
    }
  }

  private Formula staysStopped(LocalPod pod) {
    var stopped = Formula.holds("stopped", s -> workers.hasStopped(s, pod));
    var anotherKubelet =
        Formula.holds(
            "another kubelet", s -> !s.get(workers.workers().get(pod.index())).isTerminal());
    return Formula.always(stopped.implies(stopped.unless(anotherKubelet)));
  }

  private void declarePhases() {
    var formulas = new ArrayList<Formula>();
    for (var pod : locals) {
      for (var phase : List.of(Phase.SUCCEEDED, Phase.FAILED)) {
        var has = Formula.holds("has it", s -> has(s, pod, phase));
        var gone = Formula.holds("has gone", s -> pod.in(pods, s).isEmpty());
        formulas.add(Formula.always(has.implies(Formula.always(has.or(gone)))));
      }
    }
    ltl("a phase that is final stays", formulas);
    whenever(
        "a phase is final only once the container has ended",
        locals,
        this::hasEnded,
        (s, pod) -> !runtime.isAlive(s, pod.index()));
    if (bounds.evictions() > 0) {
      sometimes(
          "a pod that nobody deletes has failed",
          s ->
              pods.list(s).stream()
                  .anyMatch(pod -> pod.phase() == Phase.FAILED && !pod.meta().deleting()));
    }
  }

  private boolean has(State state, LocalPod pod, Phase phase) {
    return pod.in(pods, state).filter(each -> each.phase() == phase).isPresent();
  }

  private boolean hasEnded(State state, LocalPod pod) {
    return pod.in(pods, state).filter(each -> PodWorkers.isFinal(each.phase())).isPresent();
  }

  private boolean isActive(State state, LocalPod pod) {
    return pod.in(pods, state).filter(Pod::isActive).isPresent();
  }

  /// Whether the pod runs, if it is to.
  private boolean runs(State state, LocalPod pod) {
    return !isActive(state, pod)
        || (has(state, pod, Phase.RUNNING)
            && runtime.isAlive(state, pod.index())
            && runtime.hasReadySandbox(state, pod.index()));
  }
}
