package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A StatefulSet.
///
/// @param ownerVersion a label: the version of the object that it was last scaled for
/// @param generation counts the changes of the spec: one that was scaled there and back is another
/// @param replicas `spec.replicas`
public record StatefulSet(Meta meta, int ownerVersion, int generation, int replicas)
    implements ApiObject<StatefulSet> {

  /// A StatefulSet to be created.
  public StatefulSet(int replicas) {
    this(Meta.NEW, 0, 1, replicas);
  }

  @Override
  public StatefulSet with(Meta newMeta) {
    return new StatefulSet(newMeta, ownerVersion, generation, replicas);
  }

  /// The same with another `spec.replicas`.
  public StatefulSet scaled(int toReplicas) {
    return scaled(toReplicas, ownerVersion);
  }

  /// The same with another `spec.replicas`, because of a version of another object.
  public StatefulSet scaled(int toReplicas, int forVersion) {
    return new StatefulSet(meta, forVersion, generation + 1, toReplicas);
  }
}
