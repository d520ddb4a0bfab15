package dev.plimsoll.cluster.node.pressure;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A node that runs out of memory or of disk space: its kubelet collects what it can, evicts pods
/// one after another, reports the pressure, and refuses pods as long as it lasts; the node is
/// tainted, and the scheduler keeps away from it. Time is counted in synchronizations of the
/// eviction manager.
///
/// Source: `pkg/kubelet/eviction/eviction_manager.go` (`synchronize`, `Admit`,
/// `reclaimNodeLevelResources`), `helpers.go`;
/// `pkg/controller/nodelifecycle/node_lifecycle_controller.go` (`doNoScheduleTaintingPass`), v1.30.
public final class NodePressureModel extends ClusterModel {

  private static final int NODE = 0;
  private static final int MOST_USAGE = 2;

  /// Mistakes to seed.
  public enum Bug {
    /// All is as it should be.
    NONE,
    /// Images are collected after pods have been evicted.
    COLLECTS_LATER,
    /// Pods are ranked whether or not they keep within their requests.
    IGNORES_REQUESTS,
    /// Pods are ranked without their priority.
    IGNORES_PRIORITY,
    /// Pods are ranked without what they use.
    IGNORES_USAGE,
    /// A critical pod is evicted as others are.
    EVICTS_CRITICAL,
    /// Nobody is evicted if a critical pod is the first.
    STOPS_AT_CRITICAL,
    /// The next pod is evicted before the first has ended.
    EVICTS_TWO,
    /// Pods are evicted as soon as the soft threshold is met.
    IGNORES_GRACE,
    /// The soft threshold is reported, and nothing is done.
    IGNORES_SOFT,
    /// Evictions end as soon as the threshold is no longer met.
    HAS_NO_MINIMUM,
    /// The condition goes as soon as no threshold is met.
    FLAPS,
    /// The taint is not taken off.
    TAINT_STAYS,
    /// Pods are admitted whatever the pressure.
    ADMITS_ANYHOW
  }

  /// How far the model goes.
  ///
  /// @param changes how often a pod comes to use one unit more or less
  /// @param replacements how many pods that failed are created anew
  /// @param restarts of the kubelet, the controller or the scheduler
  public record Bounds(int changes, int replacements, int restarts) {}

  private final Signal signal;
  private final Bug bug;
  private final int capacity;
  private final List<Integer> numbers = IntStream.range(0, Workload.ALL.size()).boxed().toList();
  private final Component kubelet = component("kubelet");
  private final Component controller = component("node lifecycle");
  private final Component scheduler = component("scheduler");
  private final Resource<PressuredNode> nodes =
      resource("nodes", List.of(Optional.of(PressuredNode.NEW)));
  private final Informer<PressuredNode> controlled = watch(controller, nodes);
  private final Informer<PressuredNode> scheduled = watch(scheduler, nodes);
  private final Cells<PodOnNode> pods;
  private final Cell<Integer> garbage;
  private final Cell<Observations> manager = memory(kubelet, "observations", Observations.NONE);
  private final Cell<List<Eviction>> evicting = memory(kubelet, "evicting", List.of());
  private final Cell<Integer> restarts;

  /// A node where three pods run, and one is to come.
  public NodePressureModel(Bounds bounds, Signal signal, Bug bug) {
    super(1, 1);
    this.signal = signal;
    this.bug = bug;
    var collectable = signal == Signal.DISK ? 1 : 0;
    garbage = cell("unused images", collectable);
    pods =
        cells(
            "pod",
            numbers.stream()
                .map(
                    number ->
                        Workload.ALL.get(number).isBestEffort()
                            ? PodOnNode.PENDING
                            : PodOnNode.atFirst(Workload.ALL.get(number)))
                .toList());
    capacity = Workload.usedAtFirst() + Observations.SOFT + collectable;
    restarts = cell("restarts left", bounds.restarts());

    declareComponents();
    declareChanges(bounds);
    declareEvictions();
    declarePressure();
    declareWitnesses(bounds);
  }

  // ---- what happens

  private void declareComponents() {
    step(kubelet, "synchronize", this::synchronize);
    step(kubelet, "the evicted pod has ended", numbers, this::end);
    step(kubelet, "admit or refuse", numbers, this::admit);
    step(
        kubelet,
        "report the condition",
        tx -> {
          var condition = tx.get(manager).condition();
          tx.require(!nodes.is(tx, NODE, node -> node.pressure() == condition));
          nodes.patch(tx, NODE, node -> node.under(condition));
        });
    step(
        controller,
        "taint",
        tx -> {
          var pressure = controlled.is(tx, NODE, PressuredNode::pressure);
          tx.require(!controlled.is(tx, NODE, node -> node.tainted() == pressure));
          tx.require(pressure || bug != Bug.TAINT_STAYS);
          nodes.patch(tx, NODE, node -> node.withTaint(pressure));
        });
    step(
        scheduler,
        "bind",
        numbers,
        (tx, number) -> {
          tx.require(tx.get(pods.get(number)).is(PodOnNode.State.PENDING));
          tx.require(!scheduled.is(tx, NODE, PressuredNode::tainted));
          tx.set(pods.get(number), PodOnNode.BOUND);
        });
    mayCrash(kubelet, restarts);
    mayCrash(controller, restarts);
    mayCrash(scheduler, restarts);
  }

  private void synchronize(Transaction tx) {
    tx.require(tx.get(evicting).isEmpty() || bug == Bug.EVICTS_TWO);
    tx.update(manager, before -> before.observed(available(tx), bug));
    if (!tx.get(manager).isShort()) {
      return;
    }
    if (bug != Bug.COLLECTS_LATER) {
      tx.set(garbage, 0);
      if (signal == Signal.DISK && Observations.isEnough(available(tx))) {
        return;
      }
    }
    var first = Ranking.rank(candidates(tx), bug).stream().filter(this::isNext).findFirst();
    if (first.filter(this::mayEvict).isPresent()) {
      var eviction = new Eviction(first.get(), tx.get(manager), tx.get(garbage), candidates(tx));
      var all = new ArrayList<>(tx.get(evicting));
      all.add(eviction);
      tx.set(evicting, List.copyOf(all));
    }
  }

  /// The pods, without those that are being evicted.
  private List<PodOnNode> candidates(State state) {
    return numbers.stream()
        .map(n -> isEvicting(state, n) ? PodOnNode.FAILED : state.get(pods.get(n)))
        .toList();
  }

  private boolean isNext(int number) {
    return bug == Bug.STOPS_AT_CRITICAL || mayEvict(number);
  }

  private boolean mayEvict(int number) {
    return !Workload.ALL.get(number).critical() || bug == Bug.EVICTS_CRITICAL;
  }

  private void end(Transaction tx, int number) {
    tx.require(isEvicting(tx, number));
    tx.update(evicting, all -> all.stream().filter(each -> each.pod() != number).toList());
    tx.set(pods.get(number), PodOnNode.FAILED);
    if (bug == Bug.COLLECTS_LATER) {
      tx.set(garbage, 0);
    }
  }

  private void admit(Transaction tx, int number) {
    tx.require(tx.get(pods.get(number)).is(PodOnNode.State.BOUND));
    var pressure = tx.get(manager).condition();
    if (pressure && signal.refuses(Workload.ALL.get(number)) && bug != Bug.ADMITS_ANYHOW) {
      tx.set(pods.get(number), PodOnNode.FAILED);
    } else {
      tx.require(available(tx) > 0).set(pods.get(number), PodOnNode.running(pressure));
    }
  }

  private void declareChanges(Bounds bounds) {
    var changes = cell("changes left", bounds.changes());
    fault("a pod uses more", changes, tx -> change(tx, 1));
    fault("a pod uses less", changes, tx -> change(tx, -1));
    event(
        "a pod that failed is created anew",
        bounds.replacements(),
        tx ->
            tx.set(pods.get(tx.choose(numbersOf(tx, PodOnNode.State.FAILED))), PodOnNode.PENDING));
  }

  private void change(Transaction tx, int by) {
    var pod = pods.get(tx.choose(numbersOf(tx, PodOnNode.State.RUNNING)));
    var usage = tx.get(pod).usage() + by;
    tx.require(usage >= 0 && usage <= MOST_USAGE && available(tx) >= by);
    tx.update(pod, each -> each.using(usage));
  }

  private List<Integer> numbersOf(State state, PodOnNode.State which) {
    return numbers.stream().filter(number -> state.get(pods.get(number)).is(which)).toList();
  }

  private int available(State state) {
    return capacity
        - state.get(garbage)
        - pods.values(state).stream().mapToInt(PodOnNode::usage).sum();
  }

  private boolean isEvicting(State state, int number) {
    return state.get(evicting).stream().anyMatch(each -> each.pod() == number);
  }

  // ---- claims

  private void declareEvictions() {
    always("one pod is evicted at a time", s -> s.get(evicting).size() <= 1);
    ofEvictions(
        "a pod is evicted only when the node has nothing to give back",
        eviction -> eviction.garbage() == 0);
    ofEvictions("a critical pod is not evicted", each -> !Workload.ALL.get(each.pod()).critical());
    ofEvictions(
        "a pod is evicted for the soft threshold only after its grace period",
        each -> each.found().hard() || each.found().softFor() > Observations.SOFT_GRACE);
    ofEvictions(
        "a pod that keeps within its request is evicted only if no other exceeds its own",
        each -> each.exceeds(each.pod()) || each.others().stream().noneMatch(each::exceeds));
    ofOthers(
        "of pods alike in this, one of low priority is evicted first",
        (eviction, other) -> eviction.priority(other) >= eviction.priority(eviction.pod()));
    ofOthers(
        "of pods of one priority, the one is evicted first that is farthest over its request",
        (eviction, other) ->
            eviction.priority(other) != eviction.priority(eviction.pod())
                || eviction.over(other) <= eviction.over(eviction.pod()));
  }

  private void ofOthers(String name, BiPredicate<Eviction, Integer> isRight) {
    ofEvictions(
        name,
        eviction ->
            eviction.others().stream()
                .allMatch(other -> !eviction.isAlike(other) || isRight.test(eviction, other)));
  }

  private void ofEvictions(String name, Predicate<Eviction> isRight) {
    whenever(
        name, s -> !s.get(evicting).isEmpty(), s -> s.get(evicting).stream().allMatch(isRight));
  }

  private void declarePressure() {
    whenever(
        "pressure is over only when none was seen for the transition period",
        s -> !s.get(manager).condition(),
        s -> s.get(manager).calm() == Observations.TRANSITION);
    whenever(
        "a pod that would add to the pressure is refused",
        numbers,
        (s, number) -> s.get(pods.get(number)).squeezedIn(),
        (s, number) -> !signal.refuses(Workload.ALL.get(number)));
    leadsTo(
        "evictions go on until the minimum is reclaimed",
        s -> s.get(manager).hard() && s.get(restarts) == 0,
        s -> available(s) >= Observations.HARD + Observations.MINIMUM_RECLAIM);
    eventuallyAlways("in the end there is enough", s -> available(s) >= Observations.SOFT);
    eventuallyAlways(
        "in the end the node has the taint if it is under pressure, and only then",
        s -> nodes.is(s, NODE, node -> node.tainted() == s.get(manager).condition()));
  }

  private void declareWitnesses(Bounds bounds) {
    sometimes("a pod is evicted for the hard threshold", s -> isEvictedFor(s, true));
    sometimes("a pod is evicted for the soft threshold", s -> isEvictedFor(s, false));
    sometimes(
        "a critical pod is over its request while another is evicted",
        s -> s.get(evicting).stream().anyMatch(each -> each.exceeds(0)));
    sometimes(
        "there is enough, and the node is still under pressure",
        s -> Observations.isEnough(available(s)) && s.get(manager).condition());
    sometimes(
        "the node has a taint, and is no longer under pressure",
        s -> nodes.is(s, NODE, PressuredNode::tainted) && !s.get(manager).condition());
    sometimes(
        "a pod is bound to a node under pressure",
        s -> s.get(manager).condition() && !numbersOf(s, PodOnNode.State.BOUND).isEmpty());
    switch (signal) {
      case MEMORY -> {
        sometimes(
            "a pod is evicted that keeps within its request",
            s -> s.get(evicting).stream().anyMatch(each -> !each.exceeds(each.pod())));
        if (bounds.replacements() > 0) {
          sometimes(
              "a pod with requests is admitted under pressure",
              s -> pods.values(s).stream().anyMatch(PodOnNode::squeezedIn));
        }
      }
      case DISK ->
          sometimes(
              "collecting images is enough",
              s ->
                  s.get(manager).hard()
                      && s.get(garbage) == 0
                      && Observations.isEnough(available(s)));
    }
  }

  private boolean isEvictedFor(State state, boolean hard) {
    return state.get(evicting).stream().anyMatch(each -> each.found().hard() == hard);
  }
}
