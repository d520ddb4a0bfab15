package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A ReplicaSet.
///
/// @param replicas how many pods it asks for
public record ReplicaSet(Meta meta, int replicas) implements ApiObject<ReplicaSet> {

  /// A ReplicaSet to be created.
  public static ReplicaSet of(int replicas) {
    return new ReplicaSet(Meta.NEW, replicas);
  }

  @Override
  public ReplicaSet with(Meta newMeta) {
    return new ReplicaSet(newMeta, replicas);
  }
}
