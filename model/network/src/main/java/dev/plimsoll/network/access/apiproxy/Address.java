package dev.plimsoll.network.access.apiproxy;

/// Where a request may be sent.
sealed interface Address {

  /// A pod's.
  record OfPod(int pod) implements Address {}

  /// The node's.
  record OfNode() implements Address {}

  /// Loopback or link-local: what is there belongs to the control plane.
  record OfControlPlane() implements Address {}
}
