package dev.plimsoll.network.access.portforward;

/// A local connection: the client, and kubectl's end of the streams.
///
/// @param sent how much of the client's was sent
/// @param isHalfClosed whether the client will send no more
/// @param received how much of the answer the client has got
record Local(Phase phase, int sent, boolean isHalfClosed, int received) {

  /// How far it is, and how it ended.
  enum Phase {
    /// The client has not connected.
    IDLE,
    /// There is a stream for an error.
    OPENING,
    /// There is a stream for data too.
    OPEN,
    /// The client has got the end of the answer.
    ANSWERED,
    /// The client went away.
    CANCELLED,
    /// The connection failed.
    FAILED,
    /// The session ended, and there is an excuse: it is of no use any more.
    CUT,
    /// It ended because of another connection.
    HARMED,
    /// The client has got the end of the answer, but not all of it.
    TRUNCATED,
    /// The client has got something out of order.
    GARBLED
  }

  static final Local IDLE = new Local(Phase.IDLE, 0, false, 0);

  boolean isOpen() {
    return phase == Phase.OPENING || phase == Phase.OPEN;
  }

  boolean isOver() {
    return !isOpen() && phase != Phase.IDLE;
  }

  Local becomes(Phase next) {
    return new Local(next, sent, isHalfClosed, received);
  }

  Local sends() {
    return new Local(phase, sent + 1, isHalfClosed, received);
  }

  Local halfCloses() {
    return new Local(phase, sent, true, received);
  }

  Local receives(int number) {
    return number == received + 1
        ? new Local(phase, sent, isHalfClosed, number)
        : becomes(Phase.GARBLED);
  }

  Local ends() {
    return becomes(received == sent ? Phase.ANSWERED : Phase.TRUNCATED);
  }
}
