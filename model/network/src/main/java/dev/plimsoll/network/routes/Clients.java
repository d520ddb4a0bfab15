package dev.plimsoll.network.routes;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.ProxyEndpoint;
import dev.plimsoll.network.proxy.SyncedPort;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Picks the clients whose packets show everything that rules can tell apart: one of each vantage,
/// one in each source range of a load balancer, and the endpoints themselves (except where every
/// packet is masqueraded, so that one from an endpoint to itself shows nothing more).
final class Clients {

  /// Beyond this many endpoints, only those of this node send packets to their own Service.
  private static final int MOST_ENDPOINTS = 16;

  private static final int MOST_RANGES = 8;

  private final Node node;
  private final ProxyConfig config;
  private final Set<Address> taken = new HashSet<>();
  private final Optional<Client> pod;

  Clients(Node node, ProxyConfig config, Collection<SyncedPort> ports) {
    this.node = node;
    this.config = config;
    for (var port : ports) {
      port.known().forEach(endpoint -> taken.add(endpoint.address()));
    }
    this.pod = podSource(ports).map(this::podAt);
  }

  /// Everyone who sends to an offer of a service port.
  Set<Client> of(SyncedPort port, Offer offer) {
    var clients = new LinkedHashSet<Client>();
    pod.ifPresent(clients::add);
    var fromOffer = isLocal(offer.address()) ? offer.address() : config.nodeIp();
    clients.add(new Client(Vantage.NODE, fromOffer, Optional.empty()));
    clients.add(outside(port));
    if (offer.kind() == Offer.Kind.LOAD_BALANCER_IP) {
      port.info().loadBalancerSourceRanges().stream()
          .limit(MOST_RANGES)
          .flatMap(range -> within(range).filter(this::isFree).limit(1))
          .forEach(source -> clients.add(at(source)));
    }
    if (offer.kind() == Offer.Kind.CLUSTER_IP || port.info().externalPolicyLocal()) {
      port.endpoints().reachable().stream()
          .filter(e -> e.isLocal() || port.endpoints().reachable().size() <= MOST_ENDPOINTS)
          .forEach(endpoint -> clients.add(itself(endpoint)));
    }
    return clients;
  }

  private Client itself(ProxyEndpoint endpoint) {
    return isLocal(endpoint.address())
        ? new Client(Vantage.NODE, endpoint.address(), Optional.empty())
        : endpoint.isLocal() ? podAt(endpoint.address()) : at(endpoint.address());
  }

  /// A client that no range of the Service admits, if there can be one.
  private Client outside(SyncedPort port) {
    var ranges = port.info().loadBalancerSourceRanges();
    Predicate<Address> unlisted =
        source -> ranges.stream().noneMatch(range -> range.contains(source));
    return strangers()
        .filter(unlisted)
        .findFirst()
        .or(() -> strangers().findFirst())
        .map(source -> new Client(Vantage.OUTSIDE, source, exit(source)))
        .orElseThrow(() -> new IllegalStateException("every address outside is taken"));
  }

  /// Addresses for benchmarks (RFC 2544) and documentation (RFC 3849, RFC 9637), which a cluster
  /// does not use.
  private Stream<Address> strangers() {
    var blocks =
        switch (config.family()) {
          case IPV4 -> Stream.of("198.18.0.0/16", "198.19.0.0/16");
          case IPV6 -> Stream.of("3fff:fff::/64", "2001:db8:ffff::/64");
        };
    return blocks.map(Prefix::parse).flatMap(Clients::within).filter(this::isFree);
  }

  private Optional<Address> podSource(Collection<SyncedPort> ports) {
    var besideEndpoints =
        ports.stream()
            .flatMap(port -> port.known().stream())
            .filter(endpoint -> endpoint.isLocal() && !isLocal(endpoint.address()))
            .map(endpoint -> Prefix.of(endpoint.address(), subnet(config.family())));
    var byDetector =
        switch (config.localDetector()) {
          case LocalDetector.None() -> Stream.<Prefix>of();
          case LocalDetector.PodCidr(var cidr) ->
              Stream.concat(routes(route -> cidr.contains(route.to().address())), Stream.of(cidr));
          case LocalDetector.BridgeInterface(var name) -> routes(route -> route.by().equals(name));
          case LocalDetector.InterfaceNamePrefix(var prefix) ->
              routes(route -> route.by().startsWith(prefix));
        };
    return Stream.concat(besideEndpoints, byDetector)
        .flatMap(Clients::within)
        .filter(this::isFree)
        .findFirst();
  }

  private static int subnet(Family family) {
    return switch (family) {
      case IPV4 -> 24;
      case IPV6 -> 64;
    };
  }

  private Stream<Prefix> routes(Predicate<Route> predicate) {
    return node.routes().stream()
        .filter(route -> route.to().length() > 0)
        .filter(route -> route.to().family() == config.family())
        .filter(predicate)
        .map(Route::to);
  }

  /// A pod of this node, arriving as the local detector expects it to.
  private Client podAt(Address source) {
    var in =
        switch (config.localDetector()) {
          case LocalDetector.None() -> exit(source);
          case LocalDetector.PodCidr ignored -> exit(source);
          case LocalDetector.BridgeInterface(var name) -> Optional.of(name);
          case LocalDetector.InterfaceNamePrefix(var prefix) ->
              exit(source)
                  .filter(name -> name.startsWith(prefix))
                  .or(() -> Optional.of(prefix + "0"));
        };
    return new Client(Vantage.POD, source, in);
  }

  /// Whoever has an address: the node, a pod of it, or someone else.
  private Client at(Address source) {
    if (isLocal(source)) {
      return new Client(Vantage.NODE, source, Optional.empty());
    }
    var besidePod =
        pod.filter(client -> client.in().isPresent() && client.in().equals(exit(source)));
    var vantage = besidePod.isPresent() ? Vantage.POD : Vantage.OUTSIDE;
    return new Client(vantage, source, exit(source));
  }

  private boolean isFree(Address source) {
    return !taken.contains(source) && !isLocal(source);
  }

  private boolean isLocal(Address address) {
    return node.isLocal(address);
  }

  private Optional<String> exit(Address address) {
    return node.exit(address);
  }

  /// Some addresses of a block: from the 254th down in a large one, all but the ends in a small.
  private static Stream<Address> within(Prefix block) {
    var free = block.family().bits() - block.length();
    var last = free >= 8 ? 254 : Math.max((1L << free) - 2, 0);
    return LongStream.iterate(last, i -> i >= Math.min(1, last), i -> i - 1)
        .mapToObj(i -> plus(block.address(), i));
  }

  private static Address plus(Address address, long offset) {
    return new Address(address.family(), address.high(), address.low() + offset);
  }
}
