package dev.plimsoll.network.access.portforward;

/// A mistake to seed into the forwarding of ports.
public enum ForwardBug {
  /// As it should be.
  NONE,
  /// The runtime dials the address that the pod was chosen by, not its network namespace.
  GOES_BY_ADDRESS,
  /// What arrives before the port has been dialled is dropped.
  DROPS_EARLY_DATA,
  /// Of answers that have piled up in the runtime only the last is sent.
  KEEPS_LAST_ANSWER,
  /// The runtime closes a connection a second after the client has sent all, as containerd does.
  GIVES_UP_AFTER_A_SECOND,
  /// kubectl ends the session at any error of a connection, as it has done since
  /// kubernetes/kubernetes#103526 (kubernetes/kubectl#1169).
  CLOSES_AT_ANY_ERROR,
  /// kubectl never ends the session, as before kubernetes/kubernetes#103526
  /// (kubernetes/kubectl#686).
  NEVER_CLOSES,
  /// Streams are paired as they arrive, as those of a client that sends no ids of requests.
  PAIRS_BY_ARRIVAL,
  /// kubectl leaves the stream of a client that has gone unread, as before
  /// kubernetes/kubernetes#128681 (kubernetes/kubernetes#74551).
  LEAVES_STREAM_UNREAD,
  /// The runtime keeps the streams of connections that are over, as before
  /// kubernetes/kubernetes#99839 (kubernetes/kubernetes#100283).
  KEEPS_STREAMS
}
