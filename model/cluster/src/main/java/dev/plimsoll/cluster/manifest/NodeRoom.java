package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;

/// What a node has left for more pods.
///
/// @param cpuMilli how much CPU; negative where more is asked for than it has
/// @param memoryBytes the same of memory
/// @param count how many pods may come
/// @param pods how many are on it
record NodeRoom(long cpuMilli, long memoryBytes, long count, int pods) {

  /// Of a node that has limits; where it has none of one kind, there is always room.
  static NodeRoom of(Inventory inventory, State state, int node) {
    var allocatable = inventory.spec().nodes().get(node).allocatable().orElseThrow();
    var info = inventory.info(state, node);
    var cpu = 0L;
    var memory = 0L;
    var count = 0;
    for (var pod : inventory.templates()) {
      var here = info.pods().get(pod.number());
      cpu += here * pod.spec().requests().cpuMilli().orElse(0);
      memory += here * pod.spec().requests().memoryBytes().orElse(0);
      count += here;
    }
    return new NodeRoom(
        allocatable.cpuMilli().orElse(cpu) - cpu,
        allocatable.memoryBytes().orElse(memory) - memory,
        allocatable.pods().orElse(count) - count,
        count);
  }

  /// Whether the pods on it fit.
  boolean isEnough() {
    return cpuMilli >= 0 && memoryBytes >= 0 && count >= 0;
  }
}
