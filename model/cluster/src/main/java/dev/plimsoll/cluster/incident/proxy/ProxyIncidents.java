package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.cluster.incident.Incident;
import java.util.List;
import java.util.stream.Stream;

/// Incidents of kube-proxy.
public final class ProxyIncidents {

  private static final List<Incident> OF_RULES =
      List.of(
          new Incident(
              "M63",
              "kubernetes/kubernetes#24357",
              "when iptables-restore fails, the node ports of all Services are given up",
              "a node port of a Service that was served stays held",
              "only ports that were not held before are given back",
              NodePortsClosed::new),
          new Incident(
              "M68",
              "kubernetes/kubernetes PR#83599",
              "probabilities with five decimals repeat, and some endpoints get more than others",
              "each endpoint gets an equal share",
              "probabilities have ten decimals",
              fixed -> new Shares(250, fixed ? 10 : 5, 0.001)),
          new Incident(
              "M69",
              "kubernetes/kubernetes#34321, #37932",
              "0.2, 0.25, 0.33 look unequal, and are right: each is of what is left",
              "each endpoint gets an equal share",
              "nothing is broken: a control",
              true,
              fixed -> new Shares(20, 10, 0.000_001)),
          new Incident(
              "M70",
              "kubernetes/kubernetes#110302, #106182, PR#106030",
              "session affinity keeps a client at an endpoint that is not ready",
              "new connections go to endpoints that the proxy knows to be ready",
              "only endpoints that are ready have rules that ask who was there",
              ClientStays::new),
          new Incident(
              "M80",
              "CVE-2020-8558; kubernetes/kubernetes#92315, #90259, PR#92938",
              "neighbours of a node reach what listens on its loopback only",
              "what listens on loopback is reached from there only",
              "a rule drops what comes to loopback from elsewhere",
              LoopbackReached::new));

  /// Those that clients of DNS notice.
  public static final List<Incident> OF_DNS =
      List.of(
          new Incident(
              "M73",
              "kubernetes/kubernetes#56903, #62628; weaveworks/weave#3287",
              "A and AAAA from one socket race for a connection, and one of them is lost",
              "no query is lost",
              "each query has a socket of its own",
              QueryLost::new),
          new Incident(
              "M74",
              "kubernetes/kubernetes#45976",
              "a pod of DNS that is being deleted answers, and the client refuses the answer",
              "no answer of a pod that serves is refused",
              "the connections of an endpoint that terminates and serves are not deleted",
              AnswerLost::new));

  /// All others.
  public static final List<Incident> ALL =
      Stream.of(SyncIncidents.ALL, TrafficIncidents.ALL, OF_RULES).flatMap(List::stream).toList();

  private ProxyIncidents() {}
}
