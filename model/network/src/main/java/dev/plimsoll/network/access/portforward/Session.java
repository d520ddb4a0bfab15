package dev.plimsoll.network.access.portforward;

/// One run of `kubectl port-forward`.
///
/// @param pod the one that was chosen; -1 before
record Session(Phase phase, int pod) {

  /// How far it is.
  enum Phase {
    /// It has not begun.
    NONE,
    /// A pod has been chosen.
    CHOSEN,
    /// It is connected to the runtime, and listens.
    CONNECTED,
    /// It has ended.
    OVER
  }

  static final Session NONE = new Session(Phase.NONE, -1);

  boolean isConnected() {
    return phase == Phase.CONNECTED;
  }

  Session becomes(Phase next) {
    return new Session(next, pod);
  }
}
