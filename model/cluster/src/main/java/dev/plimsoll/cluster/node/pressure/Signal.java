package dev.plimsoll.cluster.node.pressure;

/// What there is too little of.
public enum Signal {
  /// `memory.available`: the node itself has nothing to give back.
  MEMORY,
  /// `nodefs.available`: images and dead containers can be collected.
  DISK;

  /// Whether a pod is refused that comes under pressure (`Admit`).
  boolean refuses(Workload workload) {
    return !workload.critical() && (this == DISK || workload.isBestEffort());
  }
}
