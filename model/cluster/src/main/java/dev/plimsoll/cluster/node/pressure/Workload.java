package dev.plimsoll.cluster.node.pressure;

import java.util.List;

/// What the spec of a pod says of it.
///
/// @param critical whether it is a static pod, or of a priority for the system (`IsCriticalPod`)
/// @param priority the higher, the later it is evicted
/// @param request of what there may be too little of
/// @param usage of it at first
record Workload(String name, boolean critical, int priority, int request, int usage) {

  /// What runs on the node, so that requests, priority and usage each decide between two.
  static final List<Workload> ALL =
      List.of(
          new Workload("critical", true, 2, 1, 1),
          new Workload("burstable", false, 1, 1, 2),
          new Workload("low", false, 0, 1, 1),
          new Workload("best-effort", false, 1, 0, 0));

  static int usedAtFirst() {
    return ALL.stream().mapToInt(Workload::usage).sum();
  }

  boolean isBestEffort() {
    return request == 0;
  }

  @Override
  public String toString() {
    return name;
  }
}
