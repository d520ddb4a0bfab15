package dev.plimsoll.cluster.incident.ingress;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.ingress.IngressModel;
import dev.plimsoll.cluster.ingress.IngressModel.Bug;
import java.util.List;

/// Incidents of load balancers that do not heed which rule of an Ingress comes first.
public final class IngressIncidents {

  /// All of them.
  public static final List<Incident> ALL =
      List.of(
          new Incident(
              "M75a",
              "jcmoraisjr/haproxy-ingress#157",
              "a wildcard takes the requests for a host that another Ingress names",
              "a wildcard does not answer for a host that another Ingress names",
              "hosts with a wildcard come after those without",
              fixed -> balancer(fixed ? Bug.NONE : Bug.WILDCARD_FIRST)),
          new Incident(
              "M75b",
              "jcmoraisjr/haproxy-ingress#131",
              "the path / of one Ingress takes the requests for a longer path of another",
              "of paths for the host the longest answers, and Exact before Prefix",
              "longer paths come before shorter ones",
              fixed -> balancer(fixed ? Bug.NONE : Bug.ROOT_FIRST)),
          new Incident(
              "M75c",
              "kubernetes/ingress-nginx#1804",
              "an Ingress takes the requests for a host and path that an older one has",
              "of two that say the same the older answers",
              "the age of Ingresses decides, not the order in which they were seen",
              fixed -> balancer(fixed ? Bug.NONE : Bug.LATEST_FIRST)));

  private static IngressModel balancer(Bug bug) {
    return new IngressModel(new IngressModel.Bounds(3, 1, 1, 1), 1, bug);
  }

  private IngressIncidents() {}
}
