package dev.plimsoll.network.access.portforward;

/// The runtime's end of a local connection, and the server's.
///
/// @param errorOf the connection whose stream for an error it has; -1 for none
/// @param hasData whether it has the stream for data
/// @param taken how much the server has got
/// @param isHalfClosed whether the server will get no more
/// @param answered how much the server has answered
record Remote(
    Phase phase, int errorOf, boolean hasData, int taken, boolean isHalfClosed, int answered) {

  /// How far it is.
  enum Phase {
    /// There are no streams, or not both.
    NONE,
    /// The port has been dialled.
    DIALLED,
    /// It is over, and the streams are gone.
    DONE,
    /// It is over, and the streams are not gone.
    KEPT,
    /// The server is one of another pod.
    STRAYED,
    /// The server has got something out of order.
    GARBLED
  }

  static final Remote NONE = new Remote(Phase.NONE, -1, false, 0, false, 0);

  boolean isDialled() {
    return phase == Phase.DIALLED;
  }

  boolean hasStreams() {
    return (phase == Phase.NONE && (errorOf >= 0 || hasData))
        || phase == Phase.DIALLED
        || phase == Phase.KEPT;
  }

  Remote becomes(Phase next) {
    return new Remote(next, errorOf, hasData, taken, isHalfClosed, answered);
  }

  Remote withError(int stream) {
    return new Remote(phase, stream, hasData, taken, isHalfClosed, answered);
  }

  Remote withData() {
    return new Remote(phase, errorOf, true, taken, isHalfClosed, answered);
  }

  Remote takes(int number) {
    return number == taken + 1
        ? new Remote(phase, errorOf, hasData, number, isHalfClosed, answered)
        : becomes(Phase.GARBLED);
  }

  Remote halfCloses() {
    return new Remote(phase, errorOf, hasData, taken, true, answered);
  }

  Remote answers() {
    return new Remote(phase, errorOf, hasData, taken, isHalfClosed, answered + 1);
  }
}
