package dev.plimsoll.cluster.incident.access;

import dev.plimsoll.checker.Model;
import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.network.access.apiproxy.ApiProxyModel;
import dev.plimsoll.network.access.apiproxy.ProxyBug;
import dev.plimsoll.network.access.portforward.ForwardBug;
import dev.plimsoll.network.access.portforward.PortForwardModel;
import dev.plimsoll.network.proxy.traffic.BalancerBug;
import dev.plimsoll.network.proxy.traffic.ExternalTrafficModel;
import java.util.List;
import java.util.stream.Stream;

/// Incidents of access from outside.
public final class AccessIncidents {

  private static final List<Incident> OF_BALANCERS =
      List.of(
          new Incident(
              "A01",
              "kubernetes/kubernetes#115825, PR#111661",
              "a node whose proxy cannot write rules passes its health check, and is sent to",
              "a node that passes its health check answers where a pod is ready that all proxies"
                  + " know",
              "the health check of a Service also asks whether the proxy is late",
              fixed -> balancer(TrafficPolicy.LOCAL, fixed, BalancerBug.IGNORES_PROXY_HEALTH)),
          new Incident(
              "A02",
              "kubernetes/autoscaler#1907; KEP-3836",
              "an autoscaler takes a node away to which the load balancer still sends",
              "no request is lost to a node that was taken away",
              "a node that is to be deleted fails its health check",
              fixed -> balancer(TrafficPolicy.CLUSTER, fixed, BalancerBug.FORGETS_DRAIN)),
          new Incident(
              "A03",
              "kubernetes/cloud-provider#47; KEP-3458",
              "a node that does not report is taken out of the load balancer, with its connections",
              "what is sent on a connection comes to its pod as long as that runs",
              "a node that is not ready stays, as the health check tells what it needs to",
              fixed ->
                  balancer(TrafficPolicy.CLUSTER, fixed, BalancerBug.ELIGIBLE_NODES_BY_READINESS)));

  private static final List<Incident> OF_PORT_FORWARD =
      List.of(
          new Incident(
              "A04",
              "kubernetes/kubectl#686, kubernetes/kubernetes#103526",
              "kubectl port-forward goes on when its pod is gone, and is of no use",
              "a session ends when a client finds its pod gone",
              "kubectl ends the session when the runtime says that the pod is gone",
              fixed -> portForward(fixed, ForwardBug.NEVER_CLOSES)),
          new Incident(
              "A05",
              "kubernetes/kubectl#1169, kubernetes/kubernetes#111825, PR#128319",
              "a connection that is reset ends kubectl port-forward, and all its connections",
              "an error of one connection does not end another",
              "kubectl ends the session only if the pod is gone",
              fixed -> portForward(fixed, ForwardBug.CLOSES_AT_ANY_ERROR)),
          new Incident(
              "A06",
              "kubernetes/kubernetes#74551, #78446, PR#128681",
              "a client goes away amid an answer, and kubectl port-forward is stuck for all",
              "what is sent to clients is taken",
              "kubectl resets the stream of a client that has gone",
              fixed -> portForward(fixed, ForwardBug.LEAVES_STREAM_UNREAD)),
          new Incident(
              "A07",
              "kubernetes/kubernetes#100283, PR#99839",
              "streams of connections that are over pile up while kubectl port-forward runs",
              "in the end no streams are left of a connection that is over",
              "streams are removed once they are of no use",
              fixed -> portForward(fixed, ForwardBug.KEEPS_STREAMS)));

  private static final List<Incident> OF_PROXY =
      List.of(
          new Incident(
              "A08",
              "kubernetes/kubernetes#8871, PR#9287",
              "a web site has its name resolve to the user's machine, and uses kubectl proxy",
              "no web site gets an answer",
              "kubectl takes only requests whose Host is the local one",
              fixed -> apiProxy(fixed, ProxyBug.ACCEPTS_ANY_HOST)),
          new Incident(
              "A09",
              "CVE-2018-1002105; kubernetes/kubernetes#71411, PR#71412",
              "a connection is left open after a refused upgrade, and requests pass unseen",
              "no request comes to a backend unauthorized",
              "the connection is closed if the backend refuses to upgrade it",
              fixed -> apiProxy(fixed, ProxyBug.KEEPS_FAILED_UPGRADE)),
          new Incident(
              "A10",
              "CVE-2020-8562; kubernetes/kubernetes#101493",
              "the name of a node resolves to the control plane once it has been checked",
              "no request comes to what belongs to the control plane",
              "the address that was checked is the one that is used",
              fixed -> apiProxy(fixed, ProxyBug.RESOLVES_TWICE)),
          new Incident(
              "A11",
              "CVE-2022-3294; kubernetes/kubernetes#113757",
              "the address of a node is not checked if the request is for its kubelet",
              "no request comes to what belongs to the control plane",
              "it is checked whatever the port",
              fixed -> apiProxy(fixed, ProxyBug.TRUSTS_KUBELET_ADDRESS)));

  /// All of them.
  public static final List<Incident> ALL =
      Stream.of(OF_BALANCERS, OF_PORT_FORWARD, OF_PROXY).flatMap(List::stream).toList();

  private AccessIncidents() {}

  private static Model balancer(TrafficPolicy policy, boolean fixed, BalancerBug bug) {
    var bounds = new ExternalTrafficModel.Bounds(2, 2, 1, 1);
    return new ExternalTrafficModel(bounds, policy, fixed ? BalancerBug.NONE : bug);
  }

  private static Model portForward(boolean fixed, ForwardBug bug) {
    var bounds = new PortForwardModel.Bounds(1, 2, 1, 1);
    return new PortForwardModel(bounds, fixed ? ForwardBug.NONE : bug);
  }

  private static Model apiProxy(boolean fixed, ProxyBug bug) {
    return new ApiProxyModel(new ApiProxyModel.Bounds(1, 2, 2), fixed ? ProxyBug.NONE : bug);
  }
}
