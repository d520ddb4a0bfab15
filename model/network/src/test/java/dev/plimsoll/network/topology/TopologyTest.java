package dev.plimsoll.network.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.topology.NetworkNamespace.Kind;
import dev.plimsoll.network.topology.RoutingTable.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TopologyTest {

  private static NetworkNamespace host(String name, List<Device> devices, String address) {
    return new NetworkNamespace(
        name,
        Kind.OUTSIDE,
        name,
        devices,
        List.of(InterfaceAddress.parse(address)),
        new RoutingTable(List.of()),
        Map.of(),
        Rules.of(RuleSet.empty(name)),
        Sockets.ALL,
        false,
        false);
  }

  private static Topology of(NetworkNamespace... hosts) {
    var all = new TreeMap<String, NetworkNamespace>();
    for (var host : hosts) {
      all.put(host.name(), host);
    }
    var segments = new TreeMap<String, Segment>();
    segments.put("wire", new Segment("wire", 1500));
    return new Topology(all, segments, List.of());
  }

  @Test
  void theLongestPrefixCounts() {
    var table =
        new RoutingTable(
            List.of(
                new Route(Prefix.parse("0.0.0.0/0"), Optional.of(Address.parse("10.0.0.1")), "a"),
                Route.onLink(Prefix.parse("10.244.0.0/16"), "b"),
                Route.onLink(Prefix.parse("10.244.1.0/24"), "c")));

    assertThat(table.lookup(Address.parse("10.244.1.9")).map(Route::by)).contains("c");
    assertThat(table.lookup(Address.parse("10.244.2.9")).map(Route::by)).contains("b");
    assertThat(table.lookup(Address.parse("192.0.2.1")).map(Route::toString))
        .contains("default via 10.0.0.1 dev a");
    assertThat(table.lookup(Address.parse("fd00::1"))).isEmpty();
  }

  @Test
  void whoeverHasAnAddressOnTheSegmentAnswers() {
    var one = host("one", List.of(new Device.Ethernet("eth0", 1500, "wire")), "10.0.0.1/24@eth0");
    var two = host("two", List.of(new Device.Ethernet("eth0", 1500, "wire")), "10.0.0.2/24@eth0");
    var topology = of(one, two);

    assertThat(topology.resolve(one, "eth0", Address.parse("10.0.0.2")))
        .contains(new Mac("two", "eth0"));
    assertThat(topology.resolve(one, "eth0", Address.parse("10.0.0.3"))).isEmpty();
    assertThat(topology.owner(Address.parse("10.0.0.2"))).contains(two);
  }

  @Test
  void devicesAreJoinedToSomething() {
    var lost = host("one", List.of(new Device.Ethernet("eth0", 1500, "other")), "10.0.0.1/24@eth0");
    var end = new Device.Veth("eth0", 1500, new Mac("two", "veth1"), Optional.empty(), false);
    var half = host("one", List.of(end), "10.0.0.1/24@eth0");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(lost))
        .withMessage("expected something for eth0 of one to be joined to");
    assertThatIllegalArgumentException().isThrownBy(() -> of(half));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> host("one", List.of(), "10.0.0.1/24@eth0"))
        .withMessageContaining("expected a device for the route 10.0.0.0/24 dev eth0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> host("one", List.of(end, end), "10.0.0.1/24@eth0"))
        .withMessage("one has two devices named eth0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Segment("wire", 500))
        .withMessageContaining("expected at least 576");
  }
}
