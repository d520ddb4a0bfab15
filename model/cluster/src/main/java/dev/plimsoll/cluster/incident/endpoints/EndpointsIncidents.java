package dev.plimsoll.cluster.incident.endpoints;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;

/// Incidents of Services whose endpoints are not, or no longer, their pods.
public final class EndpointsIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M82",
              "kubernetes/kubernetes#109414",
              "a pod that has failed stays an endpoint, and its address goes to another pod",
              "in the end a Service's endpoints are addresses of its own pods",
              "pods that have ended are no endpoints (kubernetes/kubernetes#110255)",
              AddressOfFailedPod::new));

  private EndpointsIncidents() {}
}
