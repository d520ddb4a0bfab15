package dev.plimsoll.network.proxy.traffic;

/// How far a pod is, or as how far others know it to be.
enum PodPhase {
  /// It runs and is not ready.
  STARTING,
  /// It is ready.
  READY,
  /// It was deleted, and still serves.
  TERMINATING,
  /// It does not run any more.
  GONE,
  /// It does not run any more, and a pod of another Service has its address.
  REPLACED;

  /// Whether it takes connections.
  boolean serves() {
    return this == READY || this == TERMINATING;
  }

  /// What its EndpointSlice says.
  PodPhase published() {
    return this == REPLACED ? GONE : this;
  }
}
