package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The cluster that manifests describe, under one circumstance.
///
/// Controllers know at once what is stored, and make one call in a step. Pods of a workload are
/// told apart by nothing but where and how they are. But for {@link Circumstance#CREATE}, all pods
/// run at first where the scheduler would bind them one after another.
public final class ManifestModel extends ClaimedCluster {

  /// @param spec scaled as it is to be checked
  public ManifestModel(ClusterSpec spec, Circumstance circumstance) {
    this(spec, circumstance, AlikeNodes::of, Decisions.SOUND);
  }

  /// @param alike which nodes it takes for alike
  ManifestModel(
      ClusterSpec spec,
      Circumstance circumstance,
      Function<Inventory, AlikeNodes> alike,
      Decisions decisions) {
    super(spec, circumstance, alike, decisions);
    if (circumstance != Circumstance.ROLLOUT) {
      declareDisruptions(circumstance);
    }
    switch (circumstance) {
      case CREATE -> claimSettling();
      case LOAD -> workloads(Workload::canGrow).forEach(this::declareLoad);
      case APPLY -> workloads(ManifestModel::isAppliedAndScaled).forEach(this::declareApply);
      case ROLLOUT -> declareRollouts();
      case DRAIN -> declareDrains();
      case NODE_FAILURE -> declareNodeFailure();
      case PANIC -> {
        declareNodeLifecycle();
        workloads(ManifestModel::panics).forEach(this::declarePanic);
      }
    }
    initially(circumstance == Circumstance.CREATE ? this::placePinned : this::begin);
  }

  private void declareDisruptions(Circumstance circumstance) {
    if (isTainted()
        || circumstance == Circumstance.NODE_FAILURE
        || circumstance == Circumstance.PANIC) {
      declareTaintManager();
    }
    spec.descheduler().forEach(this::declareDescheduler);
  }

  /// Whether a circumstance can befall a cluster.
  public static boolean concerns(Circumstance circumstance, ClusterSpec spec) {
    return switch (circumstance) {
      case CREATE -> spec.workloads().stream().anyMatch(ManifestModel::asksForPods);
      case LOAD -> spec.workloads().stream().anyMatch(Workload::canGrow);
      case APPLY -> spec.workloads().stream().anyMatch(ManifestModel::isAppliedAndScaled);
      case ROLLOUT -> spec.workloads().stream().anyMatch(Workload::rollsOut);
      case DRAIN -> spec.nodes().size() > 1;
      case NODE_FAILURE ->
          spec.nodes().size() > 1 && spec.workloads().stream().anyMatch(ManifestModel::asksForPods);
      case PANIC ->
          spec.nodes().size() > 1 && spec.workloads().stream().anyMatch(ManifestModel::panics);
    };
  }

  private static boolean asksForPods(Workload workload) {
    return workload.isKept() && workload.settled() > 0;
  }

  private static boolean isAppliedAndScaled(Workload workload) {
    return workload.autoscaler().isPresent() && workload.named().isPresent();
  }

  private static boolean panics(Workload workload) {
    return asksForPods(workload) && workload.template().spec().privileged();
  }

  /// Pods without a controller are there already.
  private void placePinned(Transaction tx) {
    place(tx, workloads(each -> !each.isKept()));
  }

  private void begin(Transaction tx) {
    place(tx, workloads(each -> true));
    rollouts.forEach(each -> each.ifPresent(rollout -> rollout.begin(tx)));
  }

  // ---- circumstances

  private void claimSettling() {
    for (var workload : workloads(ManifestModel::asksForPods)) {
      if (spec.workloads().get(workload).template().spec().nodeName().isEmpty()) {
        alwaysEventually(
            name(
                workload,
                Concern.Kind.BOUND,
                "again and again all pods are bound",
                seen(workload, "a pod waits to be bound", s -> !inventory.isBound(s, workload)),
                seen(
                    workload,
                    "all pods that are asked for are bound",
                    s -> inventory.areBound(s, workload))),
            s -> inventory.isBound(s, workload));
      }
      eventuallyAlways(
          name(
              workload,
              Concern.Kind.SETTLED,
              "in the end nobody moves pods any more",
              seen(
                  workload,
                  "a pod runs",
                  s -> isAny(s, workload, pod -> inventory.isAvailable(s, workload, pod)))),
          s -> inventory.isSettled(s, workload));
    }
    claimRoom();
  }

  private void declareLoad(int workload) {
    var scaler = spec.workloads().get(workload).autoscaler().orElseThrow();
    var name = name(workload);
    var load = loads.get(workload).orElseThrow();
    int low = spec.workloads().get(workload).settled();
    var peak = cell("highest load of " + name, low);
    var levels =
        low + 1 == scaler.maxReplicas() ? List.of(low + 1) : List.of(low + 1, scaler.maxReplicas());
    event(
        "the load of %s rises".formatted(name),
        1,
        tx -> {
          var level = tx.choose(levels);
          tx.require(load, low).set(load, level).set(peak, level);
        });
    event(
        "the load of %s falls".formatted(name),
        1,
        tx -> tx.require(tx.get(load) > low).set(load, low));
    var grown = seen(workload, "it is scaled up", s -> inventory.wanted(s, workload) > low);
    always(
        name(workload, Concern.Kind.SCALED, "never more replicas than the load has needed", grown),
        s -> inventory.wanted(s, workload) <= s.get(peak));
    eventuallyAlways(
        name(
            workload,
            Concern.Kind.SCALED,
            "in the end the autoscaler leaves the replicas alone",
            grown,
            seen(workload, "the load has risen and fallen", s -> s.get(load) < s.get(peak))),
        s -> inventory.wanted(s, workload) == s.get(load));
    alwaysEventually(
        name(
            workload,
            Concern.Kind.BOUND,
            "again and again all pods are bound",
            seen(
                workload,
                "all pods of a larger number are bound",
                s -> inventory.wanted(s, workload) > low && inventory.areBound(s, workload))),
        s -> inventory.isBound(s, workload));
  }

  private void declareApply(int workload) {
    var named = spec.workloads().get(workload).named();
    var name = name(workload);
    var left = cell("left of: kubectl apply of " + name, 1);
    fault(
        "kubectl apply of %s again".formatted(name),
        left,
        tx -> inventory.deployments().patch(tx, workload, each -> decisions.applied(each, named)));
    var least =
        spec.workloads().get(workload).autoscaler().map(HorizontalPodAutoscaler::minReplicas);
    least.ifPresent(
        min ->
            always(
                name(
                    workload,
                    Concern.Kind.KEPT,
                    "as many pods serve as the autoscaler's least",
                    seen(workload, "its manifest is applied again", s -> s.get(left) == 0)),
                s -> inventory.available(s, workload) >= min));
  }

  /// One Deployment is rolled out, whichever.
  private void declareRollouts() {
    var left = cell("left of: another pod template is applied", 1);
    for (var rollout : rollouts.stream().flatMap(Optional::stream).toList()) {
      fault(
          "another pod template of %s is applied".formatted(name(rollout.workload())),
          left,
          rollout::apply);
    }
    rollouts.stream().flatMap(Optional::stream).forEach(this::claimRollout);
    claimRoom();
  }

  private void claimRollout(Rollout rollout) {
    var workload = rollout.workload();
    var asked = seen(workload, "new pods are asked for", s -> s.get(rollout.sets()).current() > 0);
    always(
        name(
            workload,
            Concern.Kind.ROLLING,
            "never more than %s asked for"
                .formatted(rollout.most() == 1 ? "1 pod is" : rollout.most() + " pods are"),
            asked),
        s -> s.get(rollout.sets()).total() <= rollout.most());
    if (rollout.rolling().isEmpty()) {
      always(
          name(
              workload,
              Concern.Kind.ROLLING,
              "never pods of both templates at once",
              seen(workload, "the old pods have gone", s -> !rollout.isOldThere(s))),
          s -> !rollout.isMixed(s));
    }
    if (rollout.least() > 0) {
      always(
          name(
              workload,
              Concern.Kind.ROLLING,
              "at least %d serve while it is rolled out".formatted(rollout.least()),
              seen(
                  workload,
                  "old pods are given up",
                  s -> s.get(rollout.sets()).old() < inventory.wanted(s, workload))),
          rollout::serves);
    }
    eventuallyAlways(
        name(
            workload,
            Concern.Kind.ROLLED_OUT,
            "in the end all pods are of the template that was applied",
            asked,
            seen(workload, "all pods are of the new template, and serve", rollout::isOver)),
        s -> !s.get(rollout.sets()).applied() || rollout.isOver(s));
  }

  private void declareDrains() {
    var drains = new Drains(this);
    var person = component("kubectl drain");
    stepOn(person, "cordon a node", drains::cordon);
    for (var workload : workloads(each -> true)) {
      stepOn(
          person,
          "evict a pod of " + name(workload),
          (tx, node) -> drains.evict(tx, workload, node));
    }
    stepOn(person, "uncordon the node", drains::uncordon);
    eventuallyAlways(
        noted(
            "in the end every node has been drained",
            new Concern(Concern.Kind.DRAINED, stuck()),
            seen(
                "a pod is evicted from a node that is drained",
                s -> workloads(each -> true).stream().anyMatch(each -> drains.isEvicted(s, each)))),
        drains::areDone);
    for (var workload : workloads(Workload::isKept)) {
      drains
          .least(workload)
          .ifPresent(
              least ->
                  always(
                      name(
                          workload,
                          Concern.Kind.SERVING,
                          "at least %d serve while nodes are drained".formatted(least),
                          seen(
                              workload,
                              "a pod is evicted from a node that is drained",
                              s -> drains.isEvicted(s, workload))),
                      s -> inventory.available(s, workload) >= least));
    }
  }

  /// The first workload that may hold up a drain, as it has a budget or names its node.
  private int stuck() {
    return workloads(
            each -> !each.budgets().isEmpty() || each.template().spec().nodeName().isPresent())
        .stream()
        .findFirst()
        .orElse(0);
  }

  private void declareNodeFailure() {
    declareNodeLifecycle();
    var left = cell("left of: a node fails", 1);
    fault(
        "a node fails",
        left,
        nodes,
        (tx, name) -> {
          var node = nodes.indexOf(name);
          requireFirst(tx, node);
          fail(tx, node);
        });
    stepOn(
        component("somebody"),
        "repair a node",
        (tx, node) -> {
          tx.require(!inventory.node(tx, node).up());
          requireFirst(tx, node);
          inventory.set(tx, node, inventory.node(tx, node).up(true));
        });
    var back =
        seen("a node has failed and is back", s -> s.get(left) == 0 && inventory.down(s) == 0);
    for (var workload : workloads(ManifestModel::asksForPods)) {
      eventuallyAlways(
          name(
              workload,
              Concern.Kind.RECOVERED,
              "in the end all pods serve again",
              back,
              seen(
                  workload,
                  "a pod is on a node that is down",
                  s -> inventory.pods().get(workload).isAnyOn(s, node -> isLost(s, node)))),
          s ->
              inventory.isSettled(s, workload)
                  && inventory.available(s, workload) == inventory.wanted(s, workload));
    }
  }

  private boolean isLost(State state, int node) {
    return !inventory.node(state, node).up();
  }

  private void declarePanic(int workload) {
    rule(
        "a pod of %s panics its node".formatted(name(workload)),
        nodes,
        (tx, name) -> {
          var node = nodes.indexOf(name);
          choose(tx, workload, node, each -> inventory.isAvailable(tx, workload, each));
          fail(tx, node);
        });
    always(
        name(
            workload,
            Concern.Kind.CONTAINED,
            "it does not take down more than half of the nodes",
            seen(workload, "it has taken down a node", s -> inventory.down(s) > 0)),
        s -> 2 * inventory.down(s) <= nodes.size());
  }
}
