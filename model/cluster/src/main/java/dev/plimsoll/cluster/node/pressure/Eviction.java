package dev.plimsoll.cluster.node.pressure;

import java.util.List;

/// A pod that the eviction manager ends, and waits for; and what it went by.
///
/// @param pod its number
/// @param found what was remembered then
/// @param garbage what the node could still have given back
/// @param pods as they were
record Eviction(int pod, Observations found, int garbage, List<PodOnNode> pods) {

  Eviction {
    pods = List.copyOf(pods);
  }

  /// The others that could have been evicted.
  List<Integer> others() {
    return Ranking.evictable(pods).stream().filter(each -> each != pod).toList();
  }

  boolean exceeds(int number) {
    return over(number) > 0;
  }

  /// How much a pod uses over its request.
  int over(int number) {
    return pods.get(number).usage() - Workload.ALL.get(number).request();
  }

  boolean isAlike(int number) {
    return exceeds(number) == exceeds(pod);
  }

  int priority(int number) {
    return Workload.ALL.get(number).priority();
  }
}
