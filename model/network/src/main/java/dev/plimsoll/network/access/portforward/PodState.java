package dev.plimsoll.network.access.portforward;

/// A pod, and whether its container listens on the port.
enum PodState {
  /// It does.
  LISTENING,
  /// It does not: it has died. The pod's sandbox, and so its network namespace, is still there.
  DOWN,
  /// It does again.
  RESTARTED,
  /// The sandbox is gone too.
  GONE;

  boolean isListening() {
    return this == LISTENING || this == RESTARTED;
  }
}
