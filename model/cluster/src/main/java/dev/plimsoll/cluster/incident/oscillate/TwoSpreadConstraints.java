package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.HorizontalPodAutoscalers;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.TopologySpread;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Three nodes in two zones, and two constraints that pods be spread evenly, over zones and over
/// nodes: an autoscaler asks for a sixth pod, for which no node meets both.
///
/// Source: Kubernetes documentation, "Pod Topology Spread Constraints", "Example: conflicting
/// topology spread constraints"; `pkg/scheduler/framework/plugins/podtopologyspread`, v1.30.
final class TwoSpreadConstraints extends WorkloadModel {

  private static final int WEB = 0;
  private static final int REPLICAS = 5;
  private static final TopologySpread ZONES =
      new TopologySpread(List.of(List.of(0, 1), List.of(2)), 1);
  private static final TopologySpread HOSTS =
      new TopologySpread(List.of(List.of(0), List.of(1), List.of(2)), 1);

  private final Resource<Deployment> deployments =
      resource("deployments", List.of(Optional.of(Deployment.of(REPLICAS))));
  private final Cell<Integer> load = cell("pods that the load needs", REPLICAS);

  /// @param fixed whether the spread over nodes is only a wish (`ScheduleAnyway`)
  TwoSpreadConstraints(boolean fixed) {
    super(
        2,
        Stream.concat(
                Stream.of(0, 0, 1, 2, 2).map(TwoSpreadConstraints::on),
                Stream.of(Optional.<Pod>empty()))
            .toList());
    var autoscaler = component("autoscaler");
    var scaling =
        new HorizontalPodAutoscalers(
            deployments, watch(autoscaler, deployments), REPLICAS, REPLICAS + 1);
    step(autoscaler, "scale", tx -> scaling.scale(tx, WEB, tx.get(load)));
    declareReplicaSet(s -> deployments.get(s, WEB).map(Deployment::replicas).orElse(0), Pod.NEW);
    declareScheduler(
        List.of(0, 1, 2),
        known ->
            (s, pod, node) ->
                ZONES.allows(at -> count(s, known, at), node)
                    && (fixed || HOSTS.allows(at -> count(s, known, at), node)),
        known -> (s, pod, node) -> -count(s, known, node));
    declareKubelets();
    event("the load rises", 1, tx -> tx.require(load, REPLICAS).set(load, REPLICAS + 1));
    event("somebody deletes a pod", 1, tx -> pods.delete(tx, tx.choose(names)));

    eventuallyAlways(
        "in the end all pods are bound",
        s -> isSettled(s, deployments.get(s, WEB).map(Deployment::replicas).orElse(0)));
    sometimes(
        "a pod is bound that came after another",
        s -> pods.list(s).stream().anyMatch(pod -> pod.meta().uid() > 0 && pod.node().isPresent()));
  }

  private static Optional<Pod> on(int node) {
    return Optional.of(Pod.NEW.boundTo(node));
  }
}
