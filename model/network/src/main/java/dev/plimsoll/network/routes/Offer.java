package dev.plimsoll.network.routes;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.proxy.NodePortAddresses;
import dev.plimsoll.network.proxy.ServicePortInfo;
import java.util.ArrayList;
import java.util.List;

/// An address and port at which a service port is offered.
///
/// @param kind what the address is
/// @param address where
/// @param port the port there
/// @param offered false for a node port at an address that `--nodeport-addresses` leaves out
public record Offer(Kind kind, Address address, int port, boolean offered) {

  /// The four ways to offer a Service.
  public enum Kind {
    /// `spec.clusterIPs`.
    CLUSTER_IP("cluster IP"),
    /// `spec.externalIPs`.
    EXTERNAL_IP("external IP"),
    /// `status.loadBalancer.ingress`, mode VIP.
    LOAD_BALANCER_IP("load balancer IP"),
    /// `spec.ports[].nodePort` at an address of the node.
    NODE_PORT("node port");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// In words.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Everywhere a service port is offered on a node; loopback addresses are left out.
  static List<Offer> of(
      ServicePortInfo info, NodePortAddresses nodePorts, List<Address> nodeAddresses) {
    var offers = new ArrayList<Offer>();
    offers.add(new Offer(Kind.CLUSTER_IP, info.clusterIp(), info.port(), true));
    for (var address : info.externalIps()) {
      offers.add(new Offer(Kind.EXTERNAL_IP, address, info.port(), true));
    }
    for (var address : info.loadBalancerVips()) {
      offers.add(new Offer(Kind.LOAD_BALANCER_IP, address, info.port(), true));
    }
    if (info.nodePort() != 0) {
      for (var address : nodeAddresses) {
        var offered =
            switch (nodePorts) {
              case NodePortAddresses.All() -> true;
              case NodePortAddresses.Listed(var listed) -> listed.contains(address);
            };
        offers.add(new Offer(Kind.NODE_PORT, address, info.nodePort(), offered));
      }
    }
    return offers;
  }

  /// `cluster IP 10.96.0.1:80`.
  @Override
  public String toString() {
    return kind + " " + address.withPort(port);
  }
}
