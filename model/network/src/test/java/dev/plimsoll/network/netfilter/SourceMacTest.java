package dev.plimsoll.network.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.network.netfilter.symbolic.Partition;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `-m mac`: `net/netfilter/xt_mac.c`, `mac_mt`.
class SourceMacTest {

  private static final MacAddress OWN = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress OTHER = MacAddress.parse("02:00:00:00:00:0b");

  private static final Packet PACKET =
      Packet.parse("udp 10.0.0.9:40000 -> 10.0.1.5:80").arriving(Arrival.parse("eth0"));

  private static RuleSet rules(String rule) {
    return Dump.parse("rules", "*filter\n-A FORWARD " + rule + "\nCOMMIT\n").load();
  }

  private static List<Verdict> verdicts(String rule, Packet packet) {
    return new Traversal(rules(rule), Node.UNKNOWN)
        .outcomes(packet).stream().map(outcome -> outcome.verdict()).toList();
  }

  @Test
  void theFrameDecides() {
    assertThat(verdicts("-m mac --mac-source 02:00:00:00:00:0A -j DROP", PACKET.from(OWN)))
        .containsExactly(Verdict.DROP);
    assertThat(verdicts("-m mac --mac-source 02:00:00:00:00:0A -j DROP", PACKET.from(OTHER)))
        .containsExactly(Verdict.ACCEPT);
    assertThat(verdicts("-m mac ! --mac-source 02:00:00:00:00:0A -j DROP", PACKET.from(OTHER)))
        .containsExactly(Verdict.DROP);
  }

  @Test
  void withoutAFrameNeitherTheConditionNorItsOppositeHolds() {
    Packet frameless = PACKET.from(MacAddress.NONE);
    assertThat(verdicts("-m mac --mac-source 00:00:00:00:00:00 -j DROP", frameless))
        .containsExactly(Verdict.ACCEPT);
    assertThat(verdicts("-m mac ! --mac-source 02:00:00:00:00:0A -j DROP", frameless))
        .containsExactly(Verdict.ACCEPT);
  }

  @Test
  void whereTheFrameIsNotKnownBothMayBe() {
    assertThat(verdicts("-m mac --mac-source 02:00:00:00:00:0A -j DROP", PACKET))
        .containsExactlyInAnyOrder(Verdict.DROP, Verdict.ACCEPT);
  }

  @Test
  void anAddressThatWasHiddenDecidesNothing() {
    assertThat(verdicts("-m mac --mac-source XX:XX:XX:XX:XX:XX -j DROP", PACKET.from(OWN)))
        .containsExactly(Verdict.UNDECIDED);
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThatThrownBy(() -> rules("-m mac --mac-source 02:00:00:00:00 -j DROP"))
        .hasMessage(
            "rules:2: --mac-source 02:00:00:00:00: \"02:00:00:00:00\" is not a MAC address:"
                + " expected one such as 02:00:00:00:00:01");
  }

  @Test
  void packetSetsTellFramesApart() {
    Partition partition =
        Partition.of(
            rules("-m mac ! --mac-source 02:00:00:00:00:0A -j DROP"), Node.UNKNOWN, History.NONE);
    assertThat(partition.fate(PACKET.from(OWN)))
        .isEqualTo(partition.fate(PACKET.from(MacAddress.NONE)))
        .isNotEqualTo(partition.fate(PACKET.from(OTHER)));
    assertThatThrownBy(() -> partition.fate(PACKET))
        .hasMessageEndingWith("expected its MAC address, which a rule asks for");
  }
}
