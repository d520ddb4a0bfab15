package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.HorizontalPodAutoscalers;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;

/// A container burns CPU while it starts, whatever the load. An autoscaler that counts this asks
/// for a pod more for each that it has asked for, up to its most.
///
/// Source: `pkg/controller/podautoscaler/replica_calculator.go` (`GetResourceReplicas`,
/// `groupPods`), v1.30. The unit of CPU is what a pod is to use (`averageUtilization`).
final class StartUpCountsAsLoad extends WorkloadModel {

  private static final int WEB = 0;
  private static final int LOW = 1;
  private static final int HIGH = 2;
  private static final int MAX = 3;
  private static final int START_UP = 2;
  private static final Pod TEMPLATE = Pod.NEW.boundTo(0);

  private final Resource<Deployment> deployments =
      resource("deployments", List.of(Optional.of(Deployment.of(LOW))));
  private final Cell<Integer> load = cell("load", LOW);

  /// @param fixed whether pods that are not ready count as idle
  StartUpCountsAsLoad(boolean fixed) {
    super(
        1,
        List.of(
            Optional.of(TEMPLATE.in(Pod.Phase.RUNNING)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    var autoscaler = component("autoscaler");
    var scaling =
        new HorizontalPodAutoscalers(deployments, watch(autoscaler, deployments), LOW, MAX);
    step(
        autoscaler,
        "scale",
        tx -> scaling.scale(tx, WEB, tx.get(load) + (fixed ? 0 : START_UP * starting(tx))));
    var deployment = component("deployment controller");
    var known = watch(deployment, deployments);
    var replicaSet =
        declareReplicaSet(s -> known.get(s, WEB).map(Deployment::replicas).orElse(0), TEMPLATE);
    step(deployment, "delete a pod", replicaSet::delete);
    var phases = declareKubelets();
    step(component("kubelet"), "finish the start of a pod", names, phases::run);
    event("the load rises", 1, tx -> tx.require(load, LOW).set(load, HIGH));
    event("the load falls", 1, tx -> tx.require(load, HIGH).set(load, LOW));

    always("never more replicas than the highest load needs", s -> replicas(s) <= HIGH);
    eventuallyAlways(
        "in the end there are as many pods as the load needs", s -> isSettled(s, s.get(load)));
    sometimes("a pod starts as the load is high", s -> s.get(load) == HIGH && starting(s) > 0);
  }

  private int starting(State state) {
    return (int)
        pods.list(state).stream()
            .filter(pod -> pod.isActive() && pod.phase() == Pod.Phase.PENDING)
            .count();
  }

  private int replicas(State state) {
    return deployments.get(state, WEB).map(Deployment::replicas).orElse(0);
  }
}
