package dev.plimsoll.cluster.apiserver;

import java.util.ArrayList;
import java.util.List;

/// What etcd holds of one ReplicaSet: how many pods are asked for, and the pods there are.
///
/// @param pods the pods' names as numbers, ascending; a name is never given twice, as with the
///     random suffixes of `generateName`
/// @param nextPod the name of the next pod
public record Store(int replicas, List<Integer> pods, int nextPod) {

  public Store {
    pods = List.copyOf(pods);
  }

  /// With another `spec.replicas`.
  public Store scaled(int toReplicas) {
    return new Store(toReplicas, pods, nextPod);
  }

  /// With one more pod, named {@link #nextPod}.
  public Store withNextPod() {
    var more = new ArrayList<>(pods);
    more.add(nextPod);
    return new Store(replicas, more, nextPod + 1);
  }

  /// Without a pod that it holds.
  public Store without(int pod) {
    return new Store(replicas, pods.stream().filter(other -> other != pod).toList(), nextPod);
  }
}
