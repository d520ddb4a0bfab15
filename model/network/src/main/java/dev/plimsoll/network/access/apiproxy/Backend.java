package dev.plimsoll.network.access.apiproxy;

/// A pod of the Service, and who has its address.
enum Backend {
  /// It runs and is not ready.
  STARTING,
  /// It is ready.
  READY,
  /// There is no such pod any more.
  GONE,
  /// Nor any more, and a pod of another namespace has its address.
  REPLACED;

  /// Whether the API server knows a pod with this address.
  boolean exists() {
    return this == STARTING || this == READY;
  }

  /// What the Service's Endpoints say.
  Backend published() {
    return this == REPLACED ? GONE : this;
  }
}
