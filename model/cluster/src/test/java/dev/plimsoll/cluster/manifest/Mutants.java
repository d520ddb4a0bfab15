package dev.plimsoll.cluster.manifest;

import static dev.plimsoll.cluster.manifest.Clusters.autoscaler;
import static dev.plimsoll.cluster.manifest.Clusters.budget;
import static dev.plimsoll.cluster.manifest.Clusters.descheduler;
import static dev.plimsoll.cluster.manifest.Clusters.node;
import static dev.plimsoll.cluster.manifest.Clusters.nodes;
import static dev.plimsoll.cluster.manifest.Clusters.web;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Components that decide wrongly, each with a cluster and the one claim that fails there for it.
enum Mutants {
  SCHEDULER_BINDS_ONE_POD(
      Circumstance.CREATE, "web: again and again all pods are bound", web(2), nodes(2, "")),
  SCHEDULER_BINDS_ONE_POD_OF_MORE(
      Circumstance.LOAD,
      "web: again and again all pods are bound",
      web(1),
      autoscaler(1, 2),
      nodes(2, "")),
  SCHEDULER_FORGETS_TAINTS(
      Circumstance.CREATE,
      "web: in the end nobody moves pods any more",
      web(1),
      nodes(1, ""),
      node("tainted", "spec: {taints: [{key: maintenance, effect: NoExecute}]}\n")),
  SCHEDULER_FORGETS_ROOM(
      Circumstance.CREATE, "the pods on a node fit", roomy(2), nodes(2, allocatable(1))),
  SCHEDULER_FORGETS_ROOM_MEANWHILE(
      Circumstance.ROLLOUT, "the pods on a node fit", roomy(2), nodes(3, allocatable(1))),
  SCHEDULER_FORGETS_SELECTORS(
      Circumstance.PANIC,
      "web: it does not take down more than half of the nodes",
      web(
          "replicas: 1",
          "      nodeSelector: {kubernetes.io/hostname: n1}\n",
          "          securityContext: {privileged: true}\n"),
      nodes(3, "")),
  CONTROLLER_CREATES_ONE_MORE(
      Circumstance.CREATE, "web: in the end nobody moves pods any more", web(1), nodes(2, "")),
  KUBELETS_LET_NO_POD_GO(
      Circumstance.DRAIN, "in the end every node has been drained", web(1), nodes(2, "")),
  TAINT_MANAGER_FORGETS_TOLERATIONS(
      Circumstance.CREATE,
      "web: in the end nobody moves pods any more",
      web("replicas: 1", "      tolerations: [{key: maintenance, operator: Exists}]\n", ""),
      node("tainted", "spec: {taints: [{key: maintenance, effect: NoExecute}]}\n")),
  DESCHEDULER_EVICTS_ANYHOW(
      Circumstance.CREATE,
      "web: in the end nobody moves pods any more",
      web(1),
      descheduler("RemoveDuplicates"),
      nodes(2, "")),
  AUTOSCALER_ASKS_FOR_ONE_MORE(
      Circumstance.LOAD,
      "web: never more replicas than the load has needed",
      web(1),
      autoscaler(1, 2),
      nodes(2, "")),
  AUTOSCALER_NEVER_SCALES_DOWN(
      Circumstance.LOAD,
      "web: in the end the autoscaler leaves the replicas alone",
      web(1),
      autoscaler(1, 2),
      nodes(2, "")),
  APPLY_FORGETS_REPLICAS(
      Circumstance.APPLY,
      "web: as many pods serve as the autoscaler's least",
      web(2),
      autoscaler(2, 3),
      nodes(2, "")),
  EVICTIONS_ARE_REFUSED(
      Circumstance.DRAIN, "in the end every node has been drained", web(1), nodes(2, "")),
  EVICTIONS_ARE_ALLOWED(
      Circumstance.DRAIN,
      "web: at least 1 serve while nodes are drained",
      web(2),
      budget("minAvailable: 1"),
      nodes(2, "")),
  TAINT_STAYS(
      Circumstance.NODE_FAILURE,
      "web: in the end all pods serve again",
      web("replicas: 2", apart(), ""),
      nodes(2, "")),
  ROLLOUT_SCALES_AT_ONCE(
      Circumstance.ROLLOUT, "web: never more than 3 pods are asked for", web(2), nodes(2, "")),
  ROLLOUT_FORGETS_WHAT_SERVES(
      Circumstance.ROLLOUT, "web: at least 2 serve while it is rolled out", web(2), nodes(2, "")),
  ROLLOUT_KEEPS_OLD_PODS(
      Circumstance.ROLLOUT,
      "web: in the end all pods are of the template that was applied",
      web(2),
      nodes(2, "")),
  RECREATE_DOES_NOT_WAIT(
      Circumstance.ROLLOUT,
      "web: never pods of both templates at once",
      web("replicas: 2\n  strategy: {type: Recreate}", "", ""),
      nodes(2, ""));

  final Circumstance circumstance;

  /// The claim that catches it.
  final String claim;

  private final String manifests;

  Mutants(Circumstance circumstance, String claim, String... manifests) {
    this.circumstance = circumstance;
    this.claim = claim;
    this.manifests = String.join("---\n", manifests);
  }

  ClusterSpec cluster() {
    return Clusters.of(manifests);
  }

  private static String roomy(int replicas) {
    return web("replicas: " + replicas, "", "          resources: {requests: {cpu: 800m}}\n");
  }

  private static String allocatable(int cpu) {
    return "status: {allocatable: {cpu: \"%d\"}}\n".formatted(cpu);
  }

  /// Two pods never share a node.
  static String apart() {
    return """
          affinity:
            podAntiAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                - topologyKey: kubernetes.io/hostname
                  labelSelector: {matchLabels: {app: web}}
    """;
  }

  Decisions decisions() {
    return new Decisions() {
      @Override
      List<Integer> best(Inventory inventory, State state, int workload) {
        var sound = super.best(inventory, state, workload);
        var all = IntStream.range(0, inventory.spec().nodes().size()).boxed().toList();
        var bound =
            inventory.pods().get(workload).list(state).stream()
                .anyMatch(pod -> pod.node().isPresent());
        return switch (Mutants.this) {
          case SCHEDULER_BINDS_ONE_POD, SCHEDULER_BINDS_ONE_POD_OF_MORE ->
              bound ? List.of() : sound;
          case SCHEDULER_FORGETS_TAINTS -> List.of(1);
          case SCHEDULER_FORGETS_ROOM, SCHEDULER_FORGETS_SELECTORS -> all;
          case SCHEDULER_FORGETS_ROOM_MEANWHILE ->
              inventory.pods().get(workload).list(state).stream().anyMatch(Rollout::isNew)
                  ? all
                  : sound;
          default -> sound;
        };
      }

      @Override
      boolean creates(int active, int wanted) {
        return super.creates(
            active, Mutants.this == CONTROLLER_CREATES_ONE_MORE ? wanted + 1 : wanted);
      }

      @Override
      boolean letsGo(Pod pod) {
        return Mutants.this != KUBELETS_LET_NO_POD_GO && super.letsGo(pod);
      }

      @Override
      boolean drives(Inventory inventory, State state, int workload, int node) {
        return Mutants.this == TAINT_MANAGER_FORGETS_TOLERATIONS
            ? !inventory.taints(state, node).isEmpty()
            : super.drives(inventory, state, workload, node);
      }

      @Override
      boolean evicts(Descheduling descheduling, State state, int workload, int node) {
        return Mutants.this == DESCHEDULER_EVICTS_ANYHOW
            || super.evicts(descheduling, state, workload, node);
      }

      @Override
      boolean allows(Evictions evictions, State state, int workload, Pod pod) {
        return switch (Mutants.this) {
          case EVICTIONS_ARE_REFUSED -> false;
          case EVICTIONS_ARE_ALLOWED -> true;
          default -> super.allows(evictions, state, workload, pod);
        };
      }

      @Override
      boolean untaints(NodeLifecycle lifecycle, State state, int node) {
        return Mutants.this != TAINT_STAYS && super.untaints(lifecycle, state, node);
      }

      @Override
      int needed(Autoscaling scaling, State state) {
        var sound = super.needed(scaling, state);
        return switch (Mutants.this) {
          case AUTOSCALER_ASKS_FOR_ONE_MORE -> sound + 1;
          case AUTOSCALER_NEVER_SCALES_DOWN ->
              Math.max(sound, scaling.inventory().wanted(state, scaling.workload()));
          default -> sound;
        };
      }

      @Override
      Deployment applied(Deployment deployment, Optional<Integer> named) {
        return super.applied(
            deployment, Mutants.this == APPLY_FORGETS_REPLICAS ? Optional.empty() : named);
      }

      @Override
      int scaledUp(Rollout rollout, State state) {
        var sound = super.scaledUp(rollout, state);
        var wanted = rollout.inventory().wanted(state, rollout.workload());
        return switch (Mutants.this) {
          case ROLLOUT_SCALES_AT_ONCE -> wanted;
          case RECREATE_DOES_NOT_WAIT -> state.get(rollout.sets()).old() == 0 ? wanted : sound;
          default -> sound;
        };
      }

      @Override
      int scaledDown(Rollout rollout, State state) {
        return switch (Mutants.this) {
          case ROLLOUT_FORGETS_WHAT_SERVES -> 0;
          case ROLLOUT_KEEPS_OLD_PODS -> Math.max(1, super.scaledDown(rollout, state));
          default -> super.scaledDown(rollout, state);
        };
      }
    };
  }
}
