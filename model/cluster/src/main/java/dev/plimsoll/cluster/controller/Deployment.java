package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.Optional;

/// A Deployment.
///
/// @param template the number of its pod template
/// @param replicas `spec.replicas`
/// @param lastApplied the replicas that `kubectl apply` has noted in the annotation
///     `last-applied-configuration`; empty where the manifest named none
/// @param paused `spec.paused`
public record Deployment(
    Meta meta,
    int template,
    int replicas,
    Optional<Integer> lastApplied,
    boolean paused,
    DeploymentStatus status)
    implements ApiObject<Deployment> {

  /// What `spec.replicas` is where nobody says.
  public static final int DEFAULT_REPLICAS = 1;

  /// A Deployment to be created.
  public static Deployment of(int replicas) {
    return new Deployment(Meta.NEW, 0, replicas, Optional.empty(), false, DeploymentStatus.NEW);
  }

  @Override
  public Deployment with(Meta newMeta) {
    return new Deployment(newMeta, template, replicas, lastApplied, paused, status);
  }

  /// The same with another pod template.
  public Deployment with(int newTemplate) {
    return new Deployment(meta, newTemplate, replicas, lastApplied, paused, status.outdated());
  }

  /// The same with another `spec.replicas`.
  public Deployment scaledTo(int newReplicas) {
    return new Deployment(meta, template, newReplicas, lastApplied, paused, status.outdated());
  }

  /// The same paused, or not.
  public Deployment paused(boolean isPaused) {
    return new Deployment(meta, template, replicas, lastApplied, isPaused, status.outdated());
  }

  /// The same with another status.
  public Deployment with(DeploymentStatus newStatus) {
    return new Deployment(meta, template, replicas, lastApplied, paused, newStatus);
  }

  /// The same with another annotation.
  public Deployment noting(Optional<Integer> newLastApplied) {
    return new Deployment(meta, template, replicas, newLastApplied, paused, status);
  }

  /// What `kubectl apply` makes of it: a three-way merge, in which a field that was applied before
  /// and is not in the manifest any more is taken away, and so becomes the default.
  ///
  /// @param manifest the replicas that the manifest names
  public Deployment applied(Optional<Integer> manifest) {
    var taken = manifest.isEmpty() && lastApplied.isPresent();
    return scaledTo(manifest.orElse(taken ? DEFAULT_REPLICAS : replicas)).noting(manifest);
  }
}
