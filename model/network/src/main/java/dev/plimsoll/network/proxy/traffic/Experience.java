package dev.plimsoll.network.proxy.traffic;

/// How a client fares.
enum Experience {
  /// It has not asked for anything.
  NOTHING,
  /// Its request was answered, and its connection is open.
  ANSWERED,
  /// Its request was not answered, and there is an excuse.
  UNAVAILABLE,
  /// Nobody answered, though all proxies knew an endpoint to be ready, and there is no excuse.
  UNANSWERED,
  /// The rules refused a request, though a pod served that the node's proxy knew.
  REFUSED,
  /// A request came to a pod of another Service.
  STRAYED,
  /// A request was sent to a node that had been deleted.
  LOST,
  /// With `Local`, a request was answered by a pod of another node.
  FORWARDED,
  /// With `Local`, the pod did not see the client's address.
  HIDDEN,
  /// A packet of its connection did not come to the pod, which runs.
  BROKEN,
  /// A segment that came late has reset its connection.
  RESET
}
