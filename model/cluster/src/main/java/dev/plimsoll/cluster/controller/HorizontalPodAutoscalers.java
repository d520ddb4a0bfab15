package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;

/// What the HorizontalPodAutoscaler controller does for one Deployment.
///
/// Source: `pkg/controller/podautoscaler/horizontal.go` (`reconcileAutoscaler`), v1.30. Left out:
/// tolerance, stabilization windows and scaling policies.
///
/// @param known the Deployments as the controller knows them
/// @param min `spec.minReplicas`
/// @param max `spec.maxReplicas`
public record HorizontalPodAutoscalers(
    Resource<Deployment> deployments, Source<Deployment> known, int min, int max) {

  /// Scales a Deployment to what the metrics ask for, within limits; on a conflict nothing happens.
  public void scale(Transaction tx, int name, int wanted) {
    var deployment = known.get(tx, name);
    tx.require(deployment.isPresent() && deployments.get(tx, name).equals(deployment));
    var desired = Math.clamp(wanted, min, max);
    tx.require(deployment.get().replicas() != desired);
    deployments.update(tx, name, deployment.get(), deployment.get().scaledTo(desired));
  }
}
