package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.network.proxy.traffic.Entrance;
import dev.plimsoll.network.proxy.traffic.ServiceTrafficModel;
import dev.plimsoll.network.proxy.traffic.TrafficBug;
import java.util.List;

/// Incidents that clients notice while pods come and go.
final class TrafficIncidents {

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "M60",
              "kubernetes/kubernetes#74839, PR#74840, #117924",
              "a segment outside the window is not rewritten back, and the client resets",
              "no late segment resets a connection",
              "the rules drop what is INVALID",
              fixed -> traffic(Entrance.CLUSTER_IP, fixed, TrafficBug.PASSES_INVALID)),
          new Incident(
              "M65",
              "kubernetes/kubernetes#75262, #85643, #99299, #50977; KEP-1669",
              "a node drops what the load balancer sends, once its last pod terminates",
              "no request is refused while a pod serves that the node's proxy knows",
              "endpoints that terminate and serve are used where there are no others",
              fixed -> traffic(Entrance.LOCAL, fixed, TrafficBug.NO_TERMINATING_ENDPOINTS)),
          new Incident(
              "M67",
              "kubernetes/kubernetes#43576; cilium/cilium PR#45593; KEP-3960",
              "a rolling update loses requests: pods stop before all proxies know",
              "a request is answered where a pod is ready that all proxies know",
              "a preStop hook sleeps until all proxies know",
              fixed -> traffic(Entrance.CLUSTER_IP, fixed, TrafficBug.STOPS_AT_ONCE)));

  private TrafficIncidents() {}

  private static Model traffic(Entrance entrance, boolean fixed, TrafficBug bug) {
    return new ServiceTrafficModel(2, 2, entrance, fixed ? TrafficBug.NONE : bug);
  }
}
