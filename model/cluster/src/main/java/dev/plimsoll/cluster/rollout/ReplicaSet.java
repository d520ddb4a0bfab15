package dev.plimsoll.cluster.rollout;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A ReplicaSet of a Deployment. Its name is the number of its pod template, as the hash of the
/// template is part of a real one's.
///
/// @param available `status.availableReplicas`
public record ReplicaSet(Meta meta, int replicas, int available) implements ApiObject<ReplicaSet> {

  @Override
  public ReplicaSet with(Meta newMeta) {
    return new ReplicaSet(newMeta, replicas, available);
  }

  /// The same with another number of pods.
  ReplicaSet scaledTo(int newReplicas) {
    return new ReplicaSet(meta, newReplicas, available);
  }

  /// The same with another status.
  ReplicaSet withAvailable(int nowAvailable) {
    return new ReplicaSet(meta, replicas, nowAvailable);
  }
}
