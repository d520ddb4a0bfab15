package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.Optional;

/// A Deployment of one ReplicaSet.
///
/// @param replicas `spec.replicas`
/// @param lastApplied the replicas that `kubectl apply` has noted in the annotation
///     `last-applied-configuration`; empty where the manifest named none
public record Deployment(Meta meta, int replicas, Optional<Integer> lastApplied)
    implements ApiObject<Deployment> {

  /// What `spec.replicas` is where nobody says.
  public static final int DEFAULT_REPLICAS = 1;

  @Override
  public Deployment with(Meta newMeta) {
    return new Deployment(newMeta, replicas, lastApplied);
  }

  /// The same with another `spec.replicas`.
  public Deployment scaledTo(int newReplicas) {
    return new Deployment(meta, newReplicas, lastApplied);
  }

  /// The same with another annotation.
  public Deployment noting(Optional<Integer> newLastApplied) {
    return new Deployment(meta, replicas, newLastApplied);
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
