package dev.plimsoll.network.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.Appearance;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Passage;
import dev.plimsoll.network.netfilter.traversal.Stage;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an [Outcome] keeps of a packet's way.
final class WayTest {

  private static final String RULES =
      """
      *nat
      :PREROUTING ACCEPT [0:0]
      :POSTROUTING ACCEPT [0:0]
      -A PREROUTING -j MARK --set-xmark 0x4000/0x4000
      -A PREROUTING -p tcp -j DNAT --to-destination 10.244.1.7:8080
      -A POSTROUTING -j MASQUERADE
      COMMIT
      """;

  @Test
  void aForwardedPacketComesToTheStagesInTheOrderOfTheKernel() {
    assertThat(way(Arrival.parse("eth0")).way().stream().map(Passage::stage).distinct())
        .containsExactly(
            new Stage.Table(Hook.PREROUTING, TableName.RAW),
            new Stage.Track(),
            new Stage.Table(Hook.PREROUTING, TableName.MANGLE),
            new Stage.Table(Hook.PREROUTING, TableName.NAT),
            new Stage.Route(),
            new Stage.Table(Hook.FORWARD, TableName.MANGLE),
            new Stage.Table(Hook.FORWARD, TableName.FILTER),
            new Stage.Table(Hook.FORWARD, TableName.SECURITY),
            new Stage.Table(Hook.POSTROUTING, TableName.MANGLE),
            new Stage.Table(Hook.POSTROUTING, TableName.NAT),
            new Stage.Leave());
  }

  @Test
  void whatARuleMadeOfThePacketIsSeenAtTheNextPoint() {
    var way = way(Arrival.parse("eth0")).way();
    var rules = way.stream().filter(passage -> passage.rule().isPresent()).toList();

    assertThat(rules).extracting(passage -> passage.as().mark()).containsExactly(0, 0x4000, 0x4000);
    assertThat(rules.get(1).as().destination()).hasToString("10.96.0.10:80");
    assertThat(after(way, rules.get(1)).destination()).hasToString("10.244.1.7:8080");
    assertThat(rules.get(2).as().source().orElseThrow()).hasToString("198.51.100.7:40000");
    assertThat(after(way, rules.get(2)).source().orElseThrow()).hasToString("10.244.1.1:40000");
  }

  @Test
  void thePathIsTheRulesOfTheWay() {
    var outcome = way(Arrival.parse("eth0"));

    assertThat(outcome.path()).extracting(step -> step.line()).containsExactly(4, 5, 6);
    assertThat(way(new Arrival.Made()).path()).extracting(step -> step.line()).containsExactly(6);
  }

  private static Appearance after(List<Passage> way, Passage passage) {
    return way.get(way.indexOf(passage) + 1).as();
  }

  private static Outcome way(Arrival arrival) {
    var node =
        new Node(
            List.of(
                InterfaceAddress.parse("192.168.0.2/24@eth0"),
                InterfaceAddress.parse("10.244.1.1/24@cni0")),
            List.of());
    var packet = Packet.parse("tcp 198.51.100.7:40000 -> 10.96.0.10:80").arriving(arrival);
    return new Traversal(Dump.parse("dump", RULES).load(), node).outcomes(packet).getFirst();
  }
}
