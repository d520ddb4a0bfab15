package dev.plimsoll.network.routes;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.ProxyEndpoint;
import dev.plimsoll.network.proxy.SyncedPort;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a Service asks to be done with the first packet of a connection.
///
/// This is the meaning of the Service, computed without any rules.
public sealed interface Expectation {

  /// It goes to one of these, each with the same probability.
  ///
  /// @param endpoints at least one, sorted by their text
  /// @param masquerade whether its source becomes the node's address. Whatever this says, a packet
  ///     that an endpoint sends to itself is masqueraded: the answer must come back by the node
  record Endpoints(List<ProxyEndpoint> endpoints, boolean masquerade) implements Expectation {

    /// Copies the list.
    public Endpoints {
      endpoints = List.copyOf(endpoints);
      if (endpoints.isEmpty()) {
        throw new IllegalArgumentException(
            "expected at least one endpoint; where there is none the packet is refused");
      }
    }

    /// Whether the packet is masqueraded on its way from a source to one of the endpoints.
    public boolean masquerades(Address source, Address endpoint) {
      return masquerade || source.equals(endpoint);
    }
  }

  /// It is answered by an error at once: the Service has no endpoints.
  record Rejected() implements Expectation {}

  /// It is dropped in silence: the client is not admitted, or the endpoints are on other nodes, to
  /// which a load balancer will turn.
  record Dropped() implements Expectation {}

  /// It keeps its destination: the node does not offer the Service there, or leaves the refusal to
  /// others.
  record Untranslated() implements Expectation {}

  /// What to expect of a packet.
  ///
  /// @param port the service port with its endpoints
  /// @param offer where the packet goes
  /// @param client where it comes from
  /// @param config the node's kube-proxy
  /// @param nodeAddresses all addresses of the node
  static Expectation of(
      SyncedPort port, Offer offer, Client client, ProxyConfig config, Set<Address> nodeAddresses) {
    return switch (offer.kind()) {
      case CLUSTER_IP -> internal(port, client, config);
      case EXTERNAL_IP -> external(port, client, config, nodeAddresses);
      case LOAD_BALANCER_IP ->
          port.usesFirewall() && !admitted(port, client.source(), config)
              ? new Dropped()
              : external(port, client, config, nodeAddresses);
      case NODE_PORT ->
          offer.offered() ? nodePort(port, client, config, nodeAddresses) : new Untranslated();
    };
  }

  private static Expectation internal(SyncedPort port, Client client, ProxyConfig config) {
    if (!port.hasEndpoints()) {
      return new Rejected();
    }
    if (!port.hasInternalEndpoints()) {
      return new Dropped();
    }
    var detector = config.localDetector();
    var masquerade =
        config.masqueradeAll() || (detector.isImplemented() && !isLocalPod(client, detector));
    return port.info().internalPolicyLocal()
        ? new Endpoints(port.endpoints().local(), masquerade)
        : new Endpoints(port.endpoints().cluster(), masquerade);
  }

  /// A node port without endpoints refuses every client; at an address that is not the node's own,
  /// a packet made on the node leaves it, for whoever has that address to refuse.
  private static Expectation nodePort(
      SyncedPort port, Client client, ProxyConfig config, Set<Address> nodeAddresses) {
    return port.hasEndpoints() ? external(port, client, config, nodeAddresses) : new Rejected();
  }

  private static Expectation external(
      SyncedPort port, Client client, ProxyConfig config, Set<Address> nodeAddresses) {
    if (!port.hasEndpoints()) {
      return client.vantage() == Vantage.NODE ? new Untranslated() : new Rejected();
    }
    var cluster = port.endpoints().cluster();
    if (!port.info().externalPolicyLocal()) {
      return new Endpoints(cluster, true);
    }
    if (isLocalPod(client, config.localDetector())) {
      return new Endpoints(cluster, false);
    }
    if (nodeAddresses.contains(client.source())) {
      return new Endpoints(cluster, true);
    }
    return port.hasExternalEndpoints()
        ? new Endpoints(port.endpoints().local(), false)
        : new Dropped();
  }

  /// Whether `loadBalancerSourceRanges` admit a source. Where they admit the node, the address of
  /// the load balancer itself is admitted too: the node may send from it.
  private static boolean admitted(SyncedPort port, Address source, ProxyConfig config) {
    var ranges = port.info().loadBalancerSourceRanges();
    return ranges.stream().anyMatch(range -> range.contains(source))
        || (ranges.stream().anyMatch(range -> range.contains(config.nodeIp()))
            && port.info().loadBalancerVips().contains(source));
  }

  /// Whether kube-proxy takes the client for a pod of its own node.
  static boolean isLocalPod(Client client, LocalDetector detector) {
    return switch (detector) {
      case LocalDetector.None() -> false;
      case LocalDetector.PodCidr(var cidr) -> cidr.contains(client.source());
      case LocalDetector.BridgeInterface(var name) -> client.in().equals(Optional.of(name));
      case LocalDetector.InterfaceNamePrefix(var prefix) ->
          client.in().filter(name -> name.startsWith(prefix)).isPresent();
    };
  }
}
