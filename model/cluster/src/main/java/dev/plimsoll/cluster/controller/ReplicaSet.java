package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A ReplicaSet.
///
/// @param replicas how many pods it asks for
/// @param available `status.availableReplicas`
public record ReplicaSet(Meta meta, int replicas, int available) implements ApiObject<ReplicaSet> {

  /// A ReplicaSet to be created.
  public static ReplicaSet of(int replicas) {
    return new ReplicaSet(Meta.NEW, replicas, 0);
  }

  @Override
  public ReplicaSet with(Meta newMeta) {
    return new ReplicaSet(newMeta, replicas, available);
  }

  /// The same with another number of pods.
  public ReplicaSet scaledTo(int newReplicas) {
    return new ReplicaSet(meta, newReplicas, available);
  }

  /// The same with another status.
  public ReplicaSet withAvailable(int nowAvailable) {
    return new ReplicaSet(meta, replicas, nowAvailable);
  }
}
