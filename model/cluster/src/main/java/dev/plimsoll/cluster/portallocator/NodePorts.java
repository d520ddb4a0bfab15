package dev.plimsoll.cluster.portallocator;

/// A Service as etcd has it: its node port, which is one for all its protocols.
///
/// @param port by its offset; [#NONE] for a Service of the type ClusterIP
/// @param alsoUdp whether it is for UDP as well as for TCP
record NodePorts(int port, boolean alsoUdp) {

  /// No port.
  static final int NONE = -1;

  boolean has(int wanted) {
    return port != NONE && port == wanted;
  }
}
