package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A ReplicaSet.
///
/// @param template the number of its pod template
/// @param replicas how many pods it asks for
/// @param annotations what a Deployment controller notes of it
public record ReplicaSet(
    Meta meta, int template, int replicas, Annotations annotations, Status status)
    implements ApiObject<ReplicaSet> {

  /// What a Deployment controller notes of a ReplicaSet.
  ///
  /// @param revision `deployment.kubernetes.io/revision`
  /// @param desired `deployment.kubernetes.io/desired-replicas`: what the Deployment asked for when
  ///     it was scaled
  public record Annotations(int revision, int desired) {}

  /// What its controller says of it.
  ///
  /// @param replicas pods that there are, but for those that end
  /// @param available `availableReplicas`
  /// @param observed whether it is about the spec as it is (`observedGeneration`)
  public record Status(int replicas, int available, boolean observed) {}

  /// A ReplicaSet to be created.
  public static ReplicaSet of(int replicas) {
    return of(0, replicas, new Annotations(0, 0));
  }

  /// A ReplicaSet of a Deployment, to be created.
  public static ReplicaSet of(int template, int replicas, Annotations annotations) {
    return new ReplicaSet(Meta.NEW, template, replicas, annotations, new Status(0, 0, false));
  }

  /// `status.availableReplicas`.
  public int available() {
    return status.available();
  }

  /// Whether its controller says that there are as many pods as it asks for.
  public boolean isSettled() {
    return status.observed() && status.replicas() == replicas;
  }

  @Override
  public ReplicaSet with(Meta newMeta) {
    return new ReplicaSet(newMeta, template, replicas, annotations, status);
  }

  /// The same with another number of pods.
  public ReplicaSet scaledTo(int newReplicas) {
    return scaledTo(newReplicas, annotations.desired());
  }

  /// The same with another number of pods, of so many in all.
  public ReplicaSet scaledTo(int newReplicas, int desired) {
    var same = newReplicas == replicas;
    return new ReplicaSet(
        meta,
        template,
        newReplicas,
        new Annotations(annotations.revision(), desired),
        same ? status : new Status(status.replicas(), status.available(), false));
  }

  /// The same as another revision.
  public ReplicaSet revised(int revision) {
    return new ReplicaSet(
        meta, template, replicas, new Annotations(revision, annotations.desired()), status);
  }

  /// The same with another status.
  public ReplicaSet with(Status newStatus) {
    return new ReplicaSet(meta, template, replicas, annotations, newStatus);
  }

  /// The same with another `status.availableReplicas`.
  public ReplicaSet withAvailable(int nowAvailable) {
    return with(new Status(status.replicas(), nowAvailable, status.observed()));
  }
}
