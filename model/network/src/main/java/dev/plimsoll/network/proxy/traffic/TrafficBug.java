package dev.plimsoll.network.proxy.traffic;

/// A mistake to seed into how a Service is served.
public enum TrafficBug {
  /// As it should be.
  NONE,
  /// A pod stops as soon as it is deleted, whether proxies know or not: a rolling update without a
  /// `preStop` that sleeps long enough.
  STOPS_AT_ONCE,
  /// Terminating endpoints are never sent to, as before KEP-1669.
  NO_TERMINATING_ENDPOINTS,
  /// The address of a pod that has stopped is given to another one at once.
  REUSES_ADDRESS_AT_ONCE,
  /// A sync deletes connections of TCP too, of endpoints that stay.
  DELETES_CONNECTIONS,
  /// The rules let INVALID packets pass, as before kubernetes/kubernetes#74840.
  PASSES_INVALID
}
