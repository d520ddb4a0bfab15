package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A StatefulSet.
///
/// @param generation counts the changes of the spec: one that was scaled there and back is another
/// @param replicas `spec.replicas`
public record StatefulSet(Meta meta, int generation, int replicas)
    implements ApiObject<StatefulSet> {

  /// A StatefulSet to be created.
  public StatefulSet(int replicas) {
    this(Meta.NEW, 1, replicas);
  }

  @Override
  public StatefulSet with(Meta newMeta) {
    return new StatefulSet(newMeta, generation, replicas);
  }

  /// The same with another `spec.replicas`.
  public StatefulSet scaled(int toReplicas) {
    return new StatefulSet(meta, generation + 1, toReplicas);
  }
}
