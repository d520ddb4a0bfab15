package dev.plimsoll.network.access.portforward;

/// What is sent on the connection of a session, either way: SPDY frames, in order.
sealed interface Frame {

  /// The local connection whose streams it belongs to.
  int connection();

  /// kubectl opens the stream for an error.
  record OpenError(int connection) implements Frame {}

  /// kubectl opens the stream for data.
  record OpenData(int connection) implements Frame {}

  /// Something that a client or a server sent.
  ///
  /// @param number of what it sent, from 1 on
  record Data(int connection, int number) implements Frame {}

  /// Nothing more will be sent.
  record Fin(int connection) implements Frame {}

  /// kubectl has no use for the streams any more.
  record Reset(int connection) implements Frame {}

  /// The runtime says on the stream for an error what went wrong, and closes both.
  ///
  /// @param about the connection that it went wrong with
  record Failure(int connection, int about, Cause cause) implements Frame {}

  /// Why a connection failed.
  enum Cause {
    /// Nobody listens on the port.
    REFUSED,
    /// The server, or its death, has reset the connection.
    RESET,
    /// The network namespace is gone.
    GONE
  }
}
