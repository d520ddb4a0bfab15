package dev.plimsoll.cluster.incident.stale;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;

/// Incidents of components that read the past.
public final class StaleIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M01",
              "kubernetes/kubernetes#59848",
              "a kubelet that lists from an API server that lags runs a pod that has moved away",
              "at most one container of the pod runs",
              "kubelets read consistently when they start",
              OnePodOnTwoNodes::new));

  private StaleIncidents() {}
}
