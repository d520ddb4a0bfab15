package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.kubernetes.TrafficPolicy;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a node's kube-proxy answers when a load balancer asks whether to send to it.
///
/// kube-proxy v1.30, `pkg/proxy/healthcheck`. With `Cluster` it is asked at `/healthz`
/// (`proxier_health.go`): it passes unless a change has waited for too long, or the node is to be
/// deleted (KEP-3836). With `Local` it is asked at the Service's `healthCheckNodePort`
/// (`service_health.go`): it passes if the node has ready endpoints, and no change has waited for
/// too long.
record HealthCheck(TrafficPolicy policy, BalancerBug bug) {

  /// Whether it answers 200.
  ///
  /// @param isToBeDeleted whether the proxy has heard that its node is
  /// @param local the node's pods, as the proxy's last sync knew them
  boolean passes(
      ProxyPhase proxy, BooleanSupplier isToBeDeleted, Supplier<Stream<PodPhase>> local) {
    var isUp =
        switch (proxy) {
          case WORKING, STUCK -> true;
          case LATE -> policy == TrafficPolicy.LOCAL && bug == BalancerBug.IGNORES_PROXY_HEALTH;
          case DEAD -> false;
          case STARTED -> policy == TrafficPolicy.CLUSTER && bug == BalancerBug.HEALTHY_AT_START;
        };
    return isUp
        && bug != BalancerBug.ALWAYS_UNHEALTHY
        && switch (policy) {
          case CLUSTER -> bug == BalancerBug.FORGETS_DRAIN || !isToBeDeleted.getAsBoolean();
          case LOCAL ->
              bug == BalancerBug.OK_WITHOUT_ENDPOINTS || local.get().anyMatch(this::counts);
        };
  }

  private boolean counts(PodPhase endpoint) {
    return endpoint == PodPhase.READY
        || (bug == BalancerBug.COUNTS_TERMINATING && endpoint == PodPhase.TERMINATING);
  }
}
