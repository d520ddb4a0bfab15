package dev.plimsoll.network.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.topology.NetworkNamespace;
import dev.plimsoll.network.topology.RoutingTable;
import dev.plimsoll.network.topology.RoutingTable.Route;
import dev.plimsoll.network.topology.Topology;
import dev.plimsoll.network.traceroute.Fate;
import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Kind;
import dev.plimsoll.network.traceroute.Journey.Result;
import dev.plimsoll.network.traceroute.Probe;
import dev.plimsoll.network.traceroute.Traceroute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class WalksTest {

  private static final String CLIENT = "shop/client";
  private static final String SERVICE = "10.96.0.10:80";

  private static Settings routed() {
    return Settings.of(NetworkKind.ROUTED);
  }

  private static Settings vxlan() {
    return Settings.of(NetworkKind.VXLAN);
  }

  private static OptionalInt bytes(int number) {
    return OptionalInt.of(number);
  }

  @Test
  void podsOfOneNodeAreJoinedByItsBridge() {
    var journey = Shop.of(NetworkKind.ROUTED).journey(CLIENT, "10.244.1.5:8080");

    assertThat(journey.result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.hops(journey.legs().getFirst()))
        .containsExactly(
            "sent shop/client",
            "routed shop/client.eth0",
            "crossed shop/client.eth0",
            "filtered a.cni0",
            "bridged a.cni0",
            "crossed a.veth1");
    assertThat(Shop.packet(journey.last())).isEqualTo("tcp 10.244.1.5:8080 -> 10.244.1.9:40000");
  }

  @Test
  void podsOfTwoNodesAreJoinedByRoutes() {
    var journey = Shop.of(NetworkKind.ROUTED).journey(CLIENT, "10.244.2.5:8080");

    assertThat(journey.result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.hops(journey.legs().getFirst()))
        .containsExactly(
            "sent shop/client",
            "routed shop/client.eth0",
            "crossed shop/client.eth0",
            "filtered a.cni0",
            "routed a.eth0",
            "carried a.eth0",
            "filtered b.eth0",
            "routed b.cni0",
            "bridged b.cni0",
            "crossed b.veth1");
    assertThat(Shop.first(journey).room()).isEqualTo(1500);
  }

  @Test
  void orByATunnelThatMakesPacketsLonger() {
    var journey = Shop.of(NetworkKind.VXLAN).journey(CLIENT, "10.244.2.5:8080", 1450);

    assertThat(journey.result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.hops(journey.legs().getFirst()))
        .containsSubsequence(
            "routed a.flannel.1",
            "encapsulated a.flannel.1",
            "routed a.eth0",
            "carried a.eth0",
            "decapsulated b.flannel.1",
            "routed b.cni0");
    assertThat(Shop.first(journey).room()).isEqualTo(1450);
    assertThat(journey.legs()).hasSize(2);
  }

  @Test
  void aServiceLeadsToEachOfItsPodsAndAnswersComeFromIt() {
    var journeys = Shop.of(NetworkKind.VXLAN).journeys(CLIENT, SERVICE);

    assertThat(journeys).hasSize(2).allMatch(each -> each.result() == Result.ANSWERED);
    assertThat(journeys).allMatch(each -> each.likelihood().chance() == 0.5);
    assertThat(journeys)
        .extracting(each -> Shop.first(each).fate())
        .containsExactlyInAnyOrder(
            new Fate.Delivered("shop/web-1"), new Fate.Delivered("shop/web-2"));
    assertThat(journeys)
        .allMatch(
            each ->
                Shop.hops(each.last()).stream().anyMatch(hop -> hop.startsWith("rewritten a.")));
  }

  @Test
  void aPodReachesItselfThroughItsServiceByAHairpin() {
    var journeys = Shop.with(routed()).journeys("shop/web-1", SERVICE);
    var itself = toItself(journeys);

    assertThat(itself.result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.packet(itself.last())).isEqualTo("tcp 10.244.1.5:8080 -> 10.244.1.1:40000");
  }

  private static Journey toItself(Iterable<Journey> journeys) {
    for (var journey : journeys) {
      if (Shop.hops(journey.legs().getFirst()).stream().noneMatch("carried a.eth0"::equals)) {
        return journey;
      }
    }
    throw new IllegalStateException("no packet stays on its node");
  }

  @Test
  void withoutHairpinModeItDoesNotWhereBridgesAreFiltered() {
    var filtered = Shop.with(routed().withBridges(true, false));
    var plain = Shop.with(routed().withBridges(false, false));

    assertThat(Shop.first(toItself(filtered.journeys("shop/web-1", SERVICE))).fate())
        .isEqualTo(new Fate.Lost("it came by the port veth1, which is not in hairpin mode"));
    assertThat(toItself(plain.journeys("shop/web-1", SERVICE)).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void whereBridgesAreNotFilteredAnAnswerOnTheSameNodeIsNotRewrittenBack() {
    var journeys = Shop.with(routed().withBridges(false, true)).journeys(CLIENT, SERVICE);

    assertThat(toItself(journeys).last().trace().fate())
        .isEqualTo(new Fate.Strange(Endpoint.parse("10.244.1.5:8080"), Endpoint.parse(SERVICE)));
    assertThat(journeys)
        .extracting(Journey::result)
        .containsExactlyInAnyOrder(Result.ANSWERED, Result.UNANSWERED);
  }

  @ParameterizedTest
  @EnumSource
  void aNodePortOfANodeWithoutEndpointsLeadsToOthersInItsOwnName(NetworkKind kind) {
    var journeys = Shop.of(kind).journeys(ClusterNetwork.OUTSIDE, "192.168.0.4:30080");

    assertThat(journeys).hasSize(2).allMatch(each -> each.result() == Result.ANSWERED);
    var own = kind == NetworkKind.VXLAN ? "10.244.3.0" : "192.168.0.4";
    assertThat(journeys).allMatch(each -> Shop.packet(each.last()).endsWith(own + ":40000"));
    assertThat(journeys)
        .allMatch(each -> Shop.hops(each.last()).contains("carried the router.eth1"));
  }

  @Test
  void withTheLocalPolicyANodeWithoutEndpointsDropsAndOthersKeepTheClientsAddress() {
    var shop = Shop.with(routed()).replacing("TrafficPolicy: Cluster", "TrafficPolicy: Local");

    var there = shop.journey(ClusterNetwork.OUTSIDE, "192.168.0.2:30080");
    assertThat(there.result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.packet(there.last())).endsWith("-> 198.51.100.7:40000");
    var notThere = shop.journey(ClusterNetwork.OUTSIDE, "192.168.0.4:30080");
    assertThat(Shop.first(notThere).fate()).isInstanceOf(Fate.Dropped.class);
    assertThat(notThere.result()).isEqualTo(Result.UNANSWERED);
  }

  @Test
  void aLoadBalancerHandsPacketsOverToAllNodes() {
    var journeys = Shop.with(routed()).journeys(ClusterNetwork.OUTSIDE, "203.0.113.10:80");

    assertThat(journeys).hasSize(6).allMatch(each -> each.result() == Result.ANSWERED);
    assertThat(journeys)
        .allMatch(each -> Shop.hops(each.legs().getFirst()).contains("balanced the router"));
  }

  @Test
  void withTheLocalPolicyItAsksForEndpointsFirst() {
    var journeys =
        Shop.with(routed())
            .replacing("TrafficPolicy: Cluster", "TrafficPolicy: Local")
            .journeys(ClusterNetwork.OUTSIDE, "203.0.113.10:80");

    assertThat(journeys).hasSize(2).allMatch(each -> each.result() == Result.ANSWERED);
  }

  @ParameterizedTest
  @CsvSource({"true, 198.51.100.7", "false, 192.168.0.1"})
  void aLoadBalancerThatRewritesGetsAnswersBackAndKeepsTheClientOrNot(
      boolean keeps, String source) {
    var journeys =
        Shop.with(routed().keepingClient(keeps))
            .replacing("ipMode: VIP", "ipMode: Proxy")
            .journeys(ClusterNetwork.OUTSIDE, "203.0.113.10:80");

    assertThat(journeys).hasSize(6).allMatch(each -> each.result() == Result.ANSWERED);
    assertThat(journeys)
        .allMatch(
            each ->
                each.legs().getFirst().trace().hops().stream()
                    .anyMatch(hop -> hop.event().toString().contains(source)));
    assertThat(journeys).allMatch(each -> Shop.hops(each.last()).contains("rewritten the router"));
  }

  @Test
  void aPortOfANodeLeadsToAPod() {
    var shop = Shop.with(vxlan());
    var outside = shop.journey(ClusterNetwork.OUTSIDE, "192.168.0.3:80");
    var pod = shop.journey(CLIENT, "192.168.0.3:80");
    var itself = shop.journey("edge/proxy", "192.168.0.3:80");

    assertThat(outside.result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.packet(outside.last())).isEqualTo("tcp 10.244.2.7:8000 -> 198.51.100.7:40000");
    assertThat(pod.result()).isEqualTo(Result.ANSWERED);
    assertThat(itself.result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.packet(itself.last())).endsWith("-> 10.244.2.1:40000");
  }

  @Test
  void aPodOfTheHostsNetworkIsAtItsNodesAddress() {
    var shop = Shop.with(vxlan());

    assertThat(shop.journey(CLIENT, "192.168.0.4:9100").result()).isEqualTo(Result.ANSWERED);
    assertThat(shop.journey(CLIENT, "192.168.0.4:22").result()).isEqualTo(Result.UNDECIDED);
    assertThat(shop.journeys("c", SERVICE))
        .hasSize(2)
        .allMatch(each -> each.result() == Result.ANSWERED);
  }

  @Test
  void whoListensIsWhatContainersSay() {
    var shop = Shop.with(vxlan());

    assertThat(Shop.first(shop.journey(CLIENT, "10.244.1.5:8081")).fate())
        .isEqualTo(new Fate.Refused(Endpoint.parse("10.244.1.5:8081")));
    assertThat(shop.journey("shop/web-2", "10.244.1.9:80").result()).isEqualTo(Result.UNDECIDED);
  }

  @Test
  void anAddressThatNobodyHasIsAskedForInVain() {
    var shop = Shop.with(vxlan());

    assertThat(Shop.first(shop.journey(CLIENT, "10.244.1.77:80")).fate())
        .isEqualTo(new Fate.Unresolved(Address.parse("10.244.1.77")));
    assertThat(Shop.first(shop.journey(CLIENT, "10.99.0.1:80")).fate())
        .isEqualTo(new Fate.Unroutable(Address.parse("10.99.0.1")));
    assertThat(Shop.first(shop.journey(ClusterNetwork.OUTSIDE, "10.96.0.10:80")).fate())
        .isEqualTo(new Fate.Unroutable(Address.parse("10.96.0.10")));
  }

  @Test
  void whatLeavesTheClusterGetsTheNodesAddress() {
    var shop = Shop.with(vxlan().withOutside(Address.parse("192.0.2.1")));
    var journey = shop.journey(CLIENT, "192.0.2.1:443");

    assertThat(journey.result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.packet(journey.last())).isEqualTo("tcp 192.0.2.1:443 -> 192.168.0.2:40000");
  }

  @Test
  void whoSendsWhatIsTooLongForTheTunnelIsToldAndSendsLess() {
    var shop = Shop.with(vxlan().withMtu(1500, bytes(1500), OptionalInt.empty()));
    var journey = shop.journey(CLIENT, "10.244.2.5:8080", 1500);

    assertThat(journey.result()).isEqualTo(Result.ANSWERED);
    assertThat(journey.legs())
        .extracting(Journey.Leg::kind)
        .containsExactly(
            Kind.REQUEST, Kind.TOO_BIG, Kind.REQUEST, Kind.ANSWER, Kind.TOO_BIG, Kind.ANSWER);
    assertThat(Shop.first(journey).fate()).isEqualTo(new Fate.TooLong(1450, true));
  }

  /// The error is about a packet whose source a node has rewritten: it goes to the node first.
  @Test
  void alsoWhoseAddressIsNotWhatTheErrorIsSentTo() {
    var shop = Shop.with(vxlan());
    var told = shop.journeys(ClusterNetwork.OUTSIDE, "192.168.0.4:30080", 1500);

    assertThat(told).hasSize(2).allMatch(each -> each.result() == Result.ANSWERED);
    assertThat(told).allMatch(each -> each.legs().get(1).kind() == Kind.TOO_BIG);
    assertThat(told)
        .allMatch(each -> each.legs().get(1).trace().namespace().equals(ClusterNetwork.OUTSIDE));
  }

  /// The error comes to the load balancer first, which has sent the packet in its own name.
  @Test
  void alsoWhoHasSentItThroughALoadBalancer() {
    var told =
        Shop.with(vxlan().keepingClient(false))
            .replacing("ipMode: VIP", "ipMode: Proxy")
            .journeys(ClusterNetwork.OUTSIDE, "203.0.113.10:80", 1500);

    assertThat(told).allMatch(each -> each.result() == Result.ANSWERED);
    assertThat(told)
        .anyMatch(
            each ->
                each.legs().get(1).kind() == Kind.TOO_BIG
                    && Shop.hops(each.legs().get(1)).contains("rewritten the router"));
  }

  @Test
  void datagramsThatMayBeCutAreCut() {
    var shop = Shop.with(vxlan().withMtu(1500, bytes(1500), OptionalInt.empty()));
    var probe = new Probe(CLIENT, IpProtocol.UDP, Endpoint.parse("10.244.2.5:8080"), 1500);
    var journey = shop.traceroute().journeys(probe).getFirst();

    assertThat(Shop.hops(journey.legs().getFirst())).contains("fragmented a.flannel.1");
    assertThat(Shop.first(journey).fate())
        .isEqualTo(new Fate.Refused(Endpoint.parse("10.244.2.5:8080")));
  }

  @Test
  void whatTheWireDoesNotCarryIsLostAndNobodyIsTold() {
    var shop = Shop.with(routed().withMtu(1500, OptionalInt.empty(), bytes(1400)));

    assertThat(shop.journey(CLIENT, "10.244.2.5:8080").result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.first(shop.journey(CLIENT, "10.244.2.5:8080", 1500)).fate())
        .isEqualTo(new Fate.Lost("the node network carries at most 1400"));
  }

  @Test
  void aTunnelOverASmallerWireIsLostTooAsItsPacketsAreNotCut() {
    var shop = Shop.with(vxlan().withMtu(1500, OptionalInt.empty(), bytes(1450)));

    assertThat(shop.journey(CLIENT, "10.244.2.5:8080", 1400).result()).isEqualTo(Result.ANSWERED);
    assertThat(Shop.first(shop.journey(CLIENT, "10.244.2.5:8080", 1401)).fate())
        .isEqualTo(new Fate.Lost("the node network carries at most 1450"));
  }

  /// Node `b` sends what is for its pod back to `a`.
  @Test
  void aPacketThatGoesInCirclesEndsWithItsTime() {
    var topology = ClusterNetwork.of(Shop.with(routed()).objects(), Family.IPV4, routed());
    var namespaces = new TreeMap<>(topology.namespaces());
    var back = new Route(Prefix.parse("10.244.2.5/32"), address("192.168.0.2"), "eth0");
    namespaces.computeIfPresent("b", (_, node) -> routing(node, back));
    var probe = new Probe(CLIENT, IpProtocol.TCP, Endpoint.parse("10.244.2.5:8080"), Probe.SYN);
    var circle = new Topology(namespaces, topology.segments(), List.of());
    var journey = new Traceroute(circle).journeys(probe).getFirst();

    assertThat(Shop.first(journey).fate()).isEqualTo(new Fate.Expired());
    assertThat(Shop.hops(journey.legs().getFirst()).stream().filter("carried a.eth0"::equals))
        .hasSize(32);
  }

  private static Optional<Address> address(String text) {
    return Optional.of(Address.parse(text));
  }

  private static NetworkNamespace routing(NetworkNamespace node, Route more) {
    var routes = new ArrayList<>(node.routes().routes());
    routes.add(more);
    return new NetworkNamespace(
        node.name(),
        node.kind(),
        node.node(),
        node.devices(),
        node.addresses(),
        new RoutingTable(routes),
        node.neighbours(),
        node.rules(),
        node.sockets(),
        node.forwards(),
        node.filtersBridged());
  }
}
