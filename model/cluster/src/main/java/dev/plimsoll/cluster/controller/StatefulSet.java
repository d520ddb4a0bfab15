package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A StatefulSet.
///
/// @param ownerVersion a label: the version of the object that it was last scaled for
/// @param generation counts the changes of the spec: one that was scaled there and back is another
/// @param replicas `spec.replicas`
/// @param template the revision of `spec.template`: the image of new pods
/// @param partition pods with a smaller ordinal keep the current revision
/// @param currentRevision `status.currentRevision`: what all pods had once
public record StatefulSet(
    Meta meta,
    int ownerVersion,
    int generation,
    int replicas,
    int template,
    int partition,
    int currentRevision)
    implements ApiObject<StatefulSet> {

  /// A StatefulSet to be created.
  public StatefulSet(int replicas) {
    this(replicas, 0);
  }

  /// A StatefulSet to be created whose pods below the partition are not updated.
  public StatefulSet(int replicas, int partition) {
    this(Meta.NEW, 0, 1, replicas, 0, partition, 0);
  }

  @Override
  public StatefulSet with(Meta newMeta) {
    return new StatefulSet(
        newMeta, ownerVersion, generation, replicas, template, partition, currentRevision);
  }

  /// The same with another `spec.replicas`.
  public StatefulSet scaled(int toReplicas) {
    return scaled(toReplicas, ownerVersion);
  }

  /// The same with another `spec.replicas`, because of a version of another object.
  public StatefulSet scaled(int toReplicas, int forVersion) {
    return new StatefulSet(
        meta, forVersion, generation + 1, toReplicas, template, partition, currentRevision);
  }

  /// The same with another template and partition.
  public StatefulSet updated(int toTemplate, int toPartition) {
    return new StatefulSet(
        meta, ownerVersion, generation + 1, replicas, toTemplate, toPartition, currentRevision);
  }

  /// The same with a status that says that all pods have a revision.
  public StatefulSet completed(int revision) {
    return new StatefulSet(meta, ownerVersion, generation, replicas, template, partition, revision);
  }

  /// Whether there is to be a pod of the ordinal.
  boolean asksFor(int ordinal) {
    return ordinal < replicas;
  }

  /// The revision of a new pod (`newVersionedStatefulSetPod`).
  int revision(int ordinal) {
    return ordinal < partition ? currentRevision : template;
  }
}
