package dev.plimsoll.cluster.incident.oscillate;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.HorizontalPodAutoscalers;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.workload.WorkloadModel;
import java.util.List;
import java.util.Optional;

/// A manifest no longer names `replicas`, as an autoscaler keeps them: `kubectl apply` takes the
/// field away that it applied before, the default is 1, and pods go until the autoscaler is back.
///
/// Source: Kubernetes documentation, "Horizontal Pod Autoscaling", "Migrating Deployments and
/// StatefulSets to horizontal autoscaling".
final class AppliedWithoutReplicas extends WorkloadModel {

  private static final int WEB = 0;
  private static final int MIN = 2;
  private static final int MAX = 3;
  private static final Pod TEMPLATE = Pod.NEW.boundTo(0);

  private final Resource<Deployment> deployments =
      resource("deployments", List.of(Optional.of(Deployment.of(MIN).noting(Optional.of(MIN)))));
  private final Cell<Integer> load = cell("pods that the load needs", MIN);
  private final Cell<Optional<Integer>> manifest =
      cell("replicas in the manifest", Optional.of(MIN));

  /// @param fixed whether the annotation is edited before the manifest is
  AppliedWithoutReplicas(boolean fixed) {
    super(
        1,
        List.of(
            Optional.of(TEMPLATE.in(Pod.Phase.RUNNING)),
            Optional.of(TEMPLATE.in(Pod.Phase.RUNNING)),
            Optional.empty(),
            Optional.empty()));
    declareControllers();
    event("the load rises", 1, tx -> tx.require(load, MIN).set(load, MAX));
    event("the load falls", 1, tx -> tx.require(load, MAX).set(load, MIN));
    if (fixed) {
      event(
          "somebody takes the replicas out of the annotation",
          1,
          tx -> deployments.patch(tx, WEB, web -> web.noting(Optional.empty())));
    }
    event(
        "somebody takes the replicas out of the manifest",
        1,
        tx -> {
          tx.require(!fixed || deployments.is(tx, WEB, web -> web.lastApplied().isEmpty()));
          tx.set(manifest, Optional.empty());
        });
    event("somebody applies the manifest", 2, this::apply);

    always("as many pods run as the autoscaler's least", s -> running(pods.list(s)) >= MIN);
    sometimes(
        "the autoscaler has more pods run than the manifest has named",
        s -> s.get(manifest).isEmpty() && running(pods.list(s)) == MAX);
  }

  private void declareControllers() {
    var autoscaler = component("autoscaler");
    var scaling =
        new HorizontalPodAutoscalers(deployments, watch(autoscaler, deployments), MIN, MAX);
    step(autoscaler, "scale", tx -> scaling.scale(tx, WEB, tx.get(load)));
    var deployment = component("deployment controller");
    var known = watch(deployment, deployments);
    var replicaSet =
        declareReplicaSet(s -> known.get(s, WEB).map(Deployment::replicas).orElse(0), TEMPLATE);
    step(deployment, "delete a pod", replicaSet::delete);
    var phases = declareKubelets();
    step(component("kubelet"), "run a pod", names, phases::run);
  }

  private void apply(Transaction tx) {
    var applied = tx.get(manifest);
    deployments.patch(tx, WEB, web -> web.applied(applied));
  }

  private static long running(List<Pod> list) {
    return list.stream().filter(pod -> pod.isActive() && pod.phase() == Pod.Phase.RUNNING).count();
  }
}
