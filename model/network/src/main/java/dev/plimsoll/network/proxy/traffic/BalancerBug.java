package dev.plimsoll.network.proxy.traffic;

/// A mistake to seed into how a cloud's load balancer and the nodes behind it work together.
public enum BalancerBug {
  /// As it should be.
  NONE,
  /// `Local`: the health check passes whether the node has endpoints or not.
  OK_WITHOUT_ENDPOINTS,
  /// `Local`: the health check counts endpoints that terminate, and passes until they are gone.
  COUNTS_TERMINATING,
  /// `Local`: the health check does not ask whether the proxy is late, as before
  /// kubernetes/kubernetes#111661.
  IGNORES_PROXY_HEALTH,
  /// `Cluster`: `/healthz` passes before the first sync, as in v1.30 (kubernetes/kubernetes#83263).
  HEALTHY_AT_START,
  /// Terminating endpoints are never sent to, as before KEP-1669.
  NO_TERMINATING_ENDPOINTS,
  /// `Cluster`: `/healthz` passes on a node that is to be deleted, as before KEP-3836.
  FORGETS_DRAIN,
  /// The proxy takes `Local` for `Cluster`.
  IGNORES_POLICY,
  /// The load balancer puts its own address in the place of the client's.
  HIDES_CLIENT,
  /// Nodes that are not ready are taken out of the load balancer, as before KEP-3458.
  ELIGIBLE_NODES_BY_READINESS,
  /// The load balancer cuts the connections of a node that becomes unhealthy.
  CUTS_UNHEALTHY,
  /// The load balancer asks a port that nobody listens on.
  ALWAYS_UNHEALTHY
}
