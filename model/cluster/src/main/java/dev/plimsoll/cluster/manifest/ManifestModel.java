package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The cluster that manifests describe, under one circumstance.
///
/// Controllers know at once what is stored, and make one call in a step. Pods of a workload are
/// told apart by nothing but where and how they are. But for {@link Circumstance#CREATE}, all pods
/// run at first where the scheduler would bind them one after another.
public final class ManifestModel extends ControlledCluster {

  private final Map<String, Concern> concerns = new HashMap<>();

  /// @param spec scaled as it is to be checked
  public ManifestModel(ClusterSpec spec, Circumstance circumstance) {
    this(spec, circumstance, AlikeNodes::of);
  }

  /// @param alike which nodes it takes for alike
  ManifestModel(
      ClusterSpec spec, Circumstance circumstance, Function<Inventory, AlikeNodes> alike) {
    super(
        spec,
        alike,
        circumstance == Circumstance.LOAD,
        circumstance == Circumstance.PANIC ? spec.nodes().size() : 0);
    if (isTainted()
        || circumstance == Circumstance.NODE_FAILURE
        || circumstance == Circumstance.PANIC) {
      declareTaintManager();
    }
    spec.descheduler().forEach(this::declareDescheduler);
    switch (circumstance) {
      case CREATE -> claimSettling();
      case LOAD -> workloads(each -> each.autoscaler().isPresent()).forEach(this::declareLoad);
      case APPLY -> workloads(each -> each.named().isPresent()).forEach(this::declareApply);
      case DRAIN -> declareDrains();
      case NODE_FAILURE -> declareNodeFailure();
      case PANIC -> {
        declareNodeLifecycle();
        workloads(each -> each.template().spec().privileged()).forEach(this::declarePanic);
      }
    }
    initially(circumstance == Circumstance.CREATE ? this::placePinned : this::place);
  }

  /// Whether a circumstance can befall a cluster.
  public static boolean concerns(Circumstance circumstance, ClusterSpec spec) {
    return switch (circumstance) {
      case CREATE -> true;
      case LOAD ->
          spec.workloads().stream()
              .flatMap(each -> each.autoscaler().stream())
              .anyMatch(each -> each.maxReplicas() > each.minReplicas());
      case APPLY ->
          spec.workloads().stream()
              .anyMatch(each -> each.autoscaler().isPresent() && each.named().isPresent());
      case DRAIN, NODE_FAILURE -> spec.nodes().size() > 1;
      case PANIC ->
          spec.nodes().size() > 1
              && spec.workloads().stream()
                  .anyMatch(each -> each.isKept() && each.template().spec().privileged());
    };
  }

  /// Pods without a controller are there already.
  private void placePinned(Transaction tx) {
    workloads(each -> !each.isKept()).forEach(workload -> place(tx, workload));
  }

  // ---- claims

  /// Changes of the manifests that may help where a claim fails.
  public List<Repair> repairs(String claim) {
    var concern = concerns.get(claim);
    return concern == null ? List.of() : Repairs.of(spec, concern);
  }

  /// The name of a claim about a workload.
  private String name(int workload, Concern.Kind kind, String claim) {
    var name = name(workload) + ": " + claim;
    concerns.put(name, new Concern(kind, workload));
    return name;
  }

  private void claimSettling() {
    for (var workload : workloads(Workload::isKept)) {
      alwaysEventually(
          name(workload, Concern.Kind.BOUND, "again and again all pods are bound"),
          s ->
              inventory.pods().get(workload).list(s).stream()
                  .allMatch(pod -> pod.node().isPresent()));
      eventuallyAlways(
          name(workload, Concern.Kind.SETTLED, "in the end nobody moves pods any more"),
          s -> inventory.isSettled(s, workload));
    }
    always("the pods on a node fit", nodes, this::fits);
  }

  /// Whether no node has more pods than it has room for.
  private boolean fits(State state, String name) {
    var node = nodes.indexOf(name);
    var allocatable = spec.nodes().get(node).allocatable();
    if (allocatable.isEmpty()) {
      return true;
    }
    var info = inventory.snapshot(state).nodes().get(node);
    var cpu = 0L;
    var memory = 0L;
    var count = 0L;
    for (var pod : inventory.templates()) {
      var here = info.pods().get(pod.number());
      cpu += here * pod.spec().requests().cpuMilli().orElse(0);
      memory += here * pod.spec().requests().memoryBytes().orElse(0);
      count += here;
    }
    return cpu <= allocatable.get().cpuMilli().orElse(cpu)
        && memory <= allocatable.get().memoryBytes().orElse(memory)
        && count <= allocatable.get().pods().orElse(count);
  }

  // ---- circumstances

  private void declareLoad(int workload) {
    var scaler = spec.workloads().get(workload).autoscaler().orElseThrow();
    var name = name(workload);
    var load = loads.get(workload).orElseThrow();
    int low = spec.workloads().get(workload).settled();
    var peak = cell("highest load of " + name, low);
    if (low < scaler.maxReplicas()) {
      var levels =
          low + 1 == scaler.maxReplicas()
              ? List.of(low + 1)
              : List.of(low + 1, scaler.maxReplicas());
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
    }
    always(
        name(workload, Concern.Kind.SCALED, "never more replicas than the load has needed"),
        s -> inventory.wanted(s, workload) <= s.get(peak));
    eventuallyAlways(
        name(workload, Concern.Kind.SCALED, "in the end the autoscaler leaves the replicas alone"),
        s -> inventory.wanted(s, workload) == s.get(load));
    alwaysEventually(
        name(workload, Concern.Kind.BOUND, "again and again all pods are bound"),
        s ->
            inventory.pods().get(workload).list(s).stream()
                .allMatch(pod -> pod.node().isPresent()));
  }

  private void declareApply(int workload) {
    var named = spec.workloads().get(workload).named();
    var name = name(workload);
    event(
        "kubectl apply of %s again".formatted(name),
        1,
        tx -> inventory.deployments().patch(tx, workload, each -> each.applied(named)));
    var least =
        spec.workloads().get(workload).autoscaler().map(HorizontalPodAutoscaler::minReplicas);
    least.ifPresent(
        min ->
            always(
                name(workload, Concern.Kind.KEPT, "as many pods serve as the autoscaler's least"),
                s -> inventory.available(s, workload) >= min));
  }

  private void declareDrains() {
    var drains = new Drains(this);
    var person = component("kubectl drain");
    step(person, "cordon a node", drains::cordon);
    for (var workload : workloads(each -> true)) {
      step(person, "evict a pod of " + name(workload), tx -> drains.evict(tx, workload));
    }
    step(person, "uncordon the node", drains::uncordon);
    concerns.put(
        "in the end every node has been drained", new Concern(Concern.Kind.DRAINED, stuck()));
    eventuallyAlways("in the end every node has been drained", drains::areDone);
    for (var workload : workloads(Workload::isKept)) {
      drains
          .least(workload)
          .ifPresent(
              least ->
                  always(
                      name(
                          workload,
                          Concern.Kind.SERVING,
                          "at least %d serve while nodes are drained".formatted(least)),
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
    event("a node fails", 1, tx -> fail(tx, chooseNode(tx, node -> true)));
    step(
        component("somebody"),
        "repair a node",
        tx -> {
          var node = chooseNode(tx, each -> !inventory.node(tx, each).up());
          inventory.set(tx, node, inventory.node(tx, node).up(true));
        });
    for (var workload : workloads(Workload::isKept)) {
      eventuallyAlways(
          name(workload, Concern.Kind.RECOVERED, "in the end all pods serve again"),
          s ->
              inventory.isSettled(s, workload)
                  && inventory.available(s, workload) == inventory.wanted(s, workload));
    }
  }

  private void declarePanic(int workload) {
    rule(
        "a pod of %s panics its node".formatted(name(workload)),
        tx -> {
          var pod = choose(tx, workload, each -> inventory.isAvailable(tx, workload, each));
          fail(tx, pod.node().orElseThrow());
        });
    always(
        name(workload, Concern.Kind.CONTAINED, "it does not take down more than half of the nodes"),
        s -> 2 * inventory.down(s) <= nodes.size());
  }

  private void declareNodeLifecycle() {
    var lifecycle = new NodeLifecycle(inventory);
    var controller = component("node lifecycle controller");
    step(
        controller,
        "taint a node",
        tx -> {
          var node = chooseNode(tx, each -> lifecycle.taints(tx, each));
          inventory.set(tx, node, inventory.node(tx, node).lost(true));
        });
    step(
        controller,
        "take the taint off a node",
        tx -> {
          var node = chooseNode(tx, each -> lifecycle.untaints(tx, each));
          inventory.set(tx, node, inventory.node(tx, node).lost(false));
        });
  }

  private void fail(Transaction tx, int node) {
    tx.require(inventory.node(tx, node).up());
    inventory.set(tx, node, inventory.node(tx, node).up(false));
  }
}
