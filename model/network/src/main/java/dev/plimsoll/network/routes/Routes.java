package dev.plimsoll.network.routes;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.SyncedPort;
import dev.plimsoll.network.routes.Finding.Kind;
import dev.plimsoll.network.routes.RouteCheck.Deviation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides where every packet to every Service goes on a node.
public final class Routes {

  /// Of which routes the rules that packets met are kept.
  public enum Ways {
    /// Of all.
    ALL,
    /// Of those where packets go wrong, which takes half the memory.
    OF_FINDINGS
  }

  private final Manifests manifests;
  private final ProxyConfig config;
  private final List<SyncedPort> ports;
  private final List<Address> nodeAddresses;
  private final Clients clients;
  private final RuleSet rules;
  private final Node node;
  private final Traversal found;
  private final Ways ways;
  private Optional<Own> own = Optional.empty();
  private final Map<String, SyncedPort> claimed = new HashMap<>();
  private final List<ServiceRoute> routes = new ArrayList<>();
  private final Map<Shown, Finding> findings = new LinkedHashMap<>();

  /// What is one finding to a reader, whoever's packets show it.
  private record Shown(Kind kind, String message, Optional<RulePlace> rule) {}

  /// What kube-proxy itself would have written; asked for when a packet goes wrong.
  private record Own(Traversal traversal, Blame blame) {}

  private Routes(RuleSet rules, Manifests manifests, Node node, ProxyConfig config, Ways ways) {
    this.ways = ways;
    this.rules = rules;
    this.node = node;
    this.manifests = manifests;
    this.config = config;
    this.ports = SyncedPort.of(manifests.services(), manifests.endpointSlices(), config);
    this.nodeAddresses =
        node.addresses().stream()
            .map(InterfaceAddress::address)
            .filter(address -> address.family() == config.family() && !address.isLoopback())
            .distinct()
            .toList();
    this.clients = new Clients(node, config, ports);
    this.found = new Traversal(rules, node, History.NONE);
  }

  /// The same, with the ways of all packets.
  public static RoutesReport analyse(
      RuleSet rules, Manifests manifests, Node node, ProxyConfig config) {
    return analyse(rules, manifests, node, config, Ways.ALL);
  }

  /// Sends a packet from every client to every offer of every service port, and compares what the
  /// rules do with what the Service asks for.
  ///
  /// @param rules what the node's kernel holds, for one family
  /// @param manifests the Services and EndpointSlices of the cluster
  /// @param node its addresses and routes
  /// @param config how its kube-proxy is configured; see [ConfigInference] where that is not known
  /// @throws IllegalArgumentException where rules and configuration are of different families
  public static RoutesReport analyse(
      RuleSet rules, Manifests manifests, Node node, ProxyConfig config, Ways ways) {
    var analysis = new Routes(rules, manifests, node, config, ways);
    analysis.ports.forEach(analysis::port);
    var others = UnknownServices.findings(rules, analysis.claimed.keySet());
    others.forEach(analysis::add);
    var sorted =
        analysis.findings.values().stream()
            .sorted(Comparator.comparing(finding -> finding.kind().severity()))
            .toList();
    return new RoutesReport(rules.source(), analysis.routes, sorted);
  }

  private Own own() {
    if (own.isEmpty()) {
      var written = KubeProxy.sync(manifests.services(), manifests.endpointSlices(), config).dump();
      var expected = Dump.parse("kube-proxy", written).load();
      var traversal = new Traversal(expected, node, History.NONE);
      own = Optional.of(new Own(traversal, new Blame(rules, expected)));
    }
    return own.get();
  }

  private void port(SyncedPort port) {
    var offers = Offer.of(port.info(), config.nodePortAddresses(), nodeAddresses);
    for (var offer : new LinkedHashSet<>(offers)) {
      var protocol = port.info().name().protocol().lowerCase() + " ";
      if (offer.kind() == Offer.Kind.NODE_PORT) {
        claimed.putIfAbsent(protocol + offer.port(), port);
      }
      var other = claimed.putIfAbsent(protocol + offer.address() + " " + offer.port(), port);
      if (other == null) {
        routes(port, offer, List.copyOf(clients.of(port, offer)));
      } else {
        add(
            finding(
                Kind.ADDRESS_CLAIMED_TWICE,
                port,
                offer,
                "also of " + other.info().name(),
                List.of(),
                Optional.empty()));
      }
    }
  }

  private void routes(SyncedPort port, Offer offer, List<Client> senders) {
    var protocol = port.info().name().protocol();
    var packets = senders.stream().map(client -> client.packet(protocol, offer)).toList();
    var outcomes =
        ways == Ways.ALL
            ? packets.stream().map(found::outcomes).toList()
            : found.outcomesOfAll(packets);
    for (var i = 0; i < packets.size(); i++) {
      route(port, route(port, offer, senders.get(i), outcomes.get(i)), packets.get(i));
    }
  }

  private ServiceRoute route(SyncedPort port, Offer offer, Client client, List<Outcome> outcomes) {
    var wanted = Expectation.of(port, offer, client, config, Set.copyOf(nodeAddresses));
    return new ServiceRoute(port.info().name(), offer, client, wanted, outcomes);
  }

  private void route(SyncedPort port, ServiceRoute found, Packet packet) {
    if (RouteCheck.deviations(port, found).isEmpty()) {
      routes.add(found);
      return;
    }
    var route = route(port, found.offer(), found.client(), this.found.outcomes(packet));
    routes.add(route);
    var expectedWays = ways(own().traversal().outcomes(packet));
    for (var deviation : RouteCheck.deviations(port, route)) {
      var fault = own().blame().fault(ways(deviation.outcomes()), expectedWays);
      add(finding(deviation, port, route.offer(), route.client(), fault));
    }
  }

  private static List<List<Step>> ways(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcome::path).toList();
  }

  private Finding finding(
      Deviation deviation,
      SyncedPort port,
      Offer offer,
      Client client,
      Optional<Blame.Fault> fault) {
    return finding(deviation.kind(), port, offer, deviation.what(), List.of(client), fault);
  }

  private Finding finding(
      Kind kind,
      SyncedPort port,
      Offer offer,
      String what,
      List<Client> shownBy,
      Optional<Blame.Fault> fault) {
    var name = port.info().name();
    return new Finding(
        kind,
        Optional.of(name),
        Optional.of(offer),
        "%s at %s: %s".formatted(name, offer, what),
        shownBy,
        fault.map(Blame.Fault::place),
        fault.flatMap(Blame.Fault::missing),
        manifests.place("Service", name.namespace(), name.name()));
  }

  private void add(Finding finding) {
    var shown = new Shown(finding.kind(), finding.message(), finding.rule());
    findings.merge(
        shown,
        finding,
        (earlier, later) -> {
          var all = new ArrayList<>(earlier.clients());
          all.addAll(later.clients());
          return new Finding(
              earlier.kind(),
              earlier.service(),
              earlier.offer(),
              earlier.message(),
              all,
              earlier.rule(),
              earlier.missing(),
              earlier.manifest());
        });
  }
}
