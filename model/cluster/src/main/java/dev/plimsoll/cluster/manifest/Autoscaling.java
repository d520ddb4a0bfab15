package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.controller.HorizontalPodAutoscalers;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.kubernetes.workload.HorizontalPodAutoscaler;

/// How one workload is scaled by what its pods use of the CPU.
///
/// A pod that starts may use as much CPU as it is allowed to, whatever the load; that counts unless
/// a probe keeps the pod from being ready meanwhile.
///
/// Source: `pkg/controller/podautoscaler/replica_calculator.go` (`groupPods`), v1.30.
///
/// @param load how many pods would use just as much as is aimed at
/// @param startUp how many pods' worth of load a pod is that starts
record Autoscaling(Inventory inventory, int workload, Cell<Integer> load, int startUp) {

  /// What a pod without a limit counts for that starts.
  private static final int UNLIMITED = 2;

  /// How many pods' worth of load a pod may be that starts.
  static int startUp(Workload workload) {
    var spec = workload.template().spec();
    var request = spec.requests().cpuMilli().orElse(0);
    var target = workload.autoscaler().flatMap(HorizontalPodAutoscaler::cpuUtilization).orElse(0);
    if (request == 0 || target == 0) {
      return 0;
    }
    var aim = Math.max(1, request * target / 100);
    return (int)
        spec.limits().cpuMilli().stream().map(limit -> limit / aim).findFirst().orElse(UNLIMITED);
  }

  /// Whether start-up counts at all.
  static boolean isSlow(Workload workload) {
    return workload.autoscaler().isPresent()
        && (startUp(workload) > 1 || workload.template().spec().waitsUntilStarted());
  }

  /// Scales to what is taken to be needed.
  void scale(Transaction tx, int needed) {
    var scaler = inventory.workload(workload).autoscaler().orElseThrow();
    new HorizontalPodAutoscalers(
            inventory.deployments(),
            inventory.deployments(),
            scaler.minReplicas(),
            scaler.maxReplicas())
        .scale(tx, workload, needed);
  }

  /// How many pods would use just as much as is aimed at.
  int needed(State state) {
    return state.get(load) + excess(state);
  }

  private int excess(State state) {
    return inventory.templates().get(workload).spec().waitsUntilStarted()
        ? 0
        : (startUp - 1) * starting(state);
  }

  private int starting(State state) {
    return (int)
        inventory.pods().get(workload).list(state).stream()
            .filter(pod -> pod.isActive() && pod.phase() == Pod.Phase.RUNNING && !pod.started())
            .count();
  }
}
