package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.controller.ReplicaCalculator.Metrics;

/// What the HorizontalPodAutoscaler controller does for one Deployment. With windows, and metrics
/// of each pod, it is {@link dev.plimsoll.cluster.autoscaling.HpaModel}.
///
/// Source: `pkg/controller/podautoscaler/horizontal.go` (`reconcileAutoscaler`), v1.30.
///
/// @param known the Deployments as the controller knows them
/// @param min `spec.minReplicas`
/// @param max `spec.maxReplicas`
public record HorizontalPodAutoscalers(
    Resource<Deployment> deployments, Source<Deployment> known, int min, int max) {

  /// Scales a Deployment to what a load needs that its replicas share evenly, and that is measured
  /// exactly and at once.
  ///
  /// @param load how many pods would use just as much as is aimed at
  public void scale(Transaction tx, int name, int load) {
    var deployment = known.get(tx, name);
    tx.require(deployment.isPresent());
    var replicas = deployment.get().replicas();
    var metrics = new Metrics(ReplicaCalculator.EXACT.target() * load, replicas, 0, 0);
    var needed = ReplicaCalculator.EXACT.replicas(replicas, metrics);
    tx.require(needed.isPresent() && scaleTo(tx, name, needed.get()));
  }

  /// Scales a Deployment to so many replicas, within limits, unless it has them; on a conflict
  /// nothing happens.
  ///
  /// @return whether it was scaled
  public boolean scaleTo(Transaction tx, int name, int wanted) {
    var read = known.get(tx, name).orElseThrow();
    var desired = Math.clamp(wanted, min, max);
    return read.replicas() != desired
        && deployments.update(tx, name, read, read.scaledTo(desired)) == Outcome.OK;
  }
}
