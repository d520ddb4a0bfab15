package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.WatchEvent;
import java.util.ArrayList;
import java.util.List;

/// The controller's cache: what the events it has received so far say, which may be long past.
///
/// @param replicas `spec.replicas` as last seen
/// @param pods the pods as last seen, ascending
public record Informer(int replicas, List<Integer> pods) {

  public Informer {
    pods = List.copyOf(pods);
  }

  /// After an event about the ReplicaSet.
  Informer received(int newReplicas) {
    return new Informer(newReplicas, pods);
  }

  /// After an event about a pod.
  Informer received(WatchEvent event) {
    var after = new ArrayList<>(pods);
    switch (event) {
      case WatchEvent.Added(var pod) -> after.add(pod);
      case WatchEvent.Deleted(var pod) -> after.remove(Integer.valueOf(pod));
    }
    return new Informer(replicas, after);
  }
}
