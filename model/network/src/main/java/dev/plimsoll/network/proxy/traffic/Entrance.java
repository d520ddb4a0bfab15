package dev.plimsoll.network.proxy.traffic;

import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.proxy.ProxiedNode;
import java.util.List;

/// Where clients enter a Service.
public enum Entrance {
  /// A pod of a node, at the cluster IP.
  CLUSTER_IP,
  /// A client outside, at the node port of any node.
  NODE_PORT,
  /// A client outside, at a load balancer that sends to nodes with endpoints of their own:
  /// `externalTrafficPolicy: Local`.
  LOCAL;

  /// The Service that is entered there.
  Service service() {
    return new Service(
        ServedPods.NAME,
        switch (this) {
          case CLUSTER_IP ->
              ServiceSpec.clusterIp(
                  ServedPods.CLUSTER_IP, List.of(ServicePort.tcp("", ServedPods.PORT.port())));
          case NODE_PORT -> atNodes();
          case LOCAL -> atNodes().withExternalTrafficPolicy(TrafficPolicy.LOCAL, 0);
        },
        List.of());
  }

  private static ServiceSpec atNodes() {
    return ServiceSpec.of(ServiceType.NODE_PORT, ServedPods.CLUSTER_IP, List.of(ServedPods.PORT));
  }

  /// The first packet of the client's connection, as it comes to a node.
  Packet opening(ProxiedNode node) {
    return switch (this) {
      case CLUSTER_IP ->
          Packet.parse(
                  "tcp %s -> %s"
                      .formatted(
                          node.pod(200).withPort(40_000),
                          ServedPods.CLUSTER_IP.withPort(ServedPods.PORT.port())))
              .arriving(Arrival.parse("cni0"));
      case NODE_PORT, LOCAL ->
          Packet.parse(
                  "tcp 198.51.100.7:40000 -> %s"
                      .formatted(node.address().withPort(ServedPods.PORT.nodePort())))
              .arriving(Arrival.parse("eth0"));
    };
  }
}
