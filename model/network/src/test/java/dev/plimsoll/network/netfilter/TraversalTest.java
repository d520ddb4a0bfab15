package dev.plimsoll.network.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Delivery;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Packets through small sets of rules.
class TraversalTest {

  private static final Node NODE =
      new Node(
          List.of(InterfaceAddress.parse("192.168.0.2/24@eth0")),
          List.of(Route.parse("0.0.0.0/0@eth0"), Route.parse("10.244.1.0/24@cni0")));

  private static List<Outcome> send(String rules, String flow, String in) {
    return new Traversal(Dump.parse("rules", rules).load(), NODE, History.NONE)
        .outcomes(Packet.parse(flow).arriving(Arrival.parse(in)));
  }

  private static Outcome one(String rules, String flow, String in) {
    List<Outcome> outcomes = send(rules, flow, in);
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  @Test
  void aPacketIsRewrittenBeforeItIsRoutedAndFiltered() {
    Outcome outcome =
        one(
            """
            *nat
            -A PREROUTING -d 10.96.0.1 -p tcp --dport 80 -j DNAT --to-destination 10.244.1.7:8080
            -A POSTROUTING -o cni0 -j MASQUERADE
            COMMIT
            *filter
            -A FORWARD -d 10.244.1.7 -o cni0 -m conntrack --ctstate DNAT -j ACCEPT
            -A FORWARD -j DROP
            COMMIT
            """,
            "tcp 198.51.100.1:40000 -> 10.96.0.1:80",
            "eth0");
    assertThat(outcome.verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(outcome.destination()).hasToString("10.244.1.7:8080");
    assertThat(outcome.delivery()).isEqualTo(Delivery.FORWARD);
    assertThat(outcome.exit()).contains("cni0");
    assertThat(outcome.masqueraded()).isTrue();
    assertThat(outcome.source())
        .as("cni0 has no address here, so it is another's")
        .hasValueSatisfying(source -> assertThat(source).hasToString("192.168.0.2:40000"));
    assertThat(outcome.path())
        .containsExactly(
            new Step(TableName.NAT, "PREROUTING", 1, 2),
            new Step(TableName.FILTER, "FORWARD", 1, 6),
            new Step(TableName.NAT, "POSTROUTING", 1, 3));
  }

  @Test
  void aPacketMadeHereIsRoutedAgainWhenItsDestinationChangesButOutputSeesTheOldInterface() {
    Outcome outcome =
        one(
            """
            *nat
            -A OUTPUT -d 10.96.0.1 -j DNAT --to-destination 10.244.1.7
            COMMIT
            *filter
            -A OUTPUT -o cni0 -j DROP
            COMMIT
            *mangle
            -A POSTROUTING -o eth0 -j DROP
            COMMIT
            """,
            "udp 192.168.0.2:5000 -> 10.96.0.1:53",
            "local");
    assertThat(outcome.verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(outcome.exit()).contains("cni0");
  }

  @Test
  void aPacketToTheNodeItselfComesBackByTheLoopback() {
    Outcome outcome =
        one(
            "*filter\n-A INPUT -i lo -j REJECT\nCOMMIT\n",
            "tcp 192.168.0.2:5000 -> 192.168.0.2:80",
            "local");
    assertThat(outcome.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(outcome.delivery()).isEqualTo(Delivery.LOCAL);
  }

  @Test
  void aGotoReturnsToTheCallerOfTheChainThatItLeft() {
    String rules =
        """
        *filter
        :A -
        :B -
        -A FORWARD -j A
        -A FORWARD -j DROP
        -A A -g B
        -A A -j ACCEPT
        -A B -j RETURN
        COMMIT
        """;
    assertThat(one(rules, "udp 10.0.0.9:1 -> 10.0.0.8:2", "eth0").verdict())
        .isEqualTo(Verdict.DROP);
  }

  @Test
  void aCoinHasTheProbabilityThatTheKernelStores() {
    List<Outcome> outcomes =
        send(
            """
            *filter
            -A FORWARD -m statistic --mode random --probability 0.3333333333 -j DROP
            COMMIT
            """,
            "tcp 10.0.0.9:1 -> 10.0.0.8:2",
            "eth0");
    assertThat(outcomes).extracting(Outcome::verdict).containsExactly(Verdict.DROP, Verdict.ACCEPT);
    assertThat(outcomes.getFirst().likelihood().probability().orElseThrow())
        .isEqualTo(715827883 / 2147483648.0);
  }

  @Test
  void whatIsNotSeenGoesBothWaysAndHasNoProbability() {
    List<Outcome> outcomes =
        send(
            """
            *filter
            -A FORWARD -m set --match-set blocked src -j DROP
            -A FORWARD -m set ! --match-set blocked src -j REJECT
            COMMIT
            """,
            "tcp 10.0.0.9:1 -> 10.0.0.8:2",
            "eth0");
    assertThat(outcomes)
        .as("a set holds an address or not, both times")
        .extracting(Outcome::verdict)
        .containsExactly(Verdict.DROP, Verdict.REJECT);
    assertThat(outcomes).allMatch(way -> way.likelihood().probability().isEmpty());
  }

  @Test
  void onlyPacketsThatDependOnAnUnknownExtensionAreUndecided() {
    String rules = "*filter\n-A FORWARD -p udp -m frobnicate --odd 1 -j DROP\nCOMMIT\n";
    Outcome udp = one(rules, "udp 10.0.0.9:1 -> 10.0.0.8:2", "eth0");
    assertThat(udp.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(udp.reason()).isEqualTo("not understood: -m frobnicate --odd 1");
    assertThat(one(rules, "tcp 10.0.0.9:1 -> 10.0.0.8:2", "eth0").verdict())
        .isEqualTo(Verdict.ACCEPT);
  }

  @Test
  void tooManyWaysAreCutOffAndSaySo() {
    var rules = new StringBuilder("*mangle\n");
    for (int bit = 0; bit < 20; bit++) {
      rules.append("-A PREROUTING -m limit --limit 1/s -j MARK --or-mark ").append(1 << bit);
      rules.append('\n');
    }
    List<Outcome> outcomes =
        send(rules.append("COMMIT\n").toString(), "tcp 10.0.0.9:1 -> 10.0.0.8:2", "eth0");
    assertThat(outcomes).hasSizeLessThan(2 * Traversal.MOST_WALKS);
    assertThat(outcomes).anyMatch(way -> way.reason().contains("more than 4096 ways"));
  }

  @Test
  void rulesForOneFamilyDoNotTakePacketsOfTheOther() {
    assertThatThrownBy(
            () ->
                send(
                    "*filter\n-A INPUT -s 10.0.0.0/8 -j DROP\nCOMMIT\n",
                    "tcp [fd00::1]:1 -> [fd00::2]:2",
                    "eth0"))
        .hasMessageContaining("expected a packet of the family of rules, IPv4");
  }

  @Test
  void aFlowThatIsWrittenWronglyIsExplained() {
    assertThatThrownBy(() -> Packet.parse("tcp 10.0.0.1 10.0.0.2"))
        .hasMessageContaining("expected PROTOCOL SOURCE:PORT -> DESTINATION:PORT");
    assertThatThrownBy(() -> Packet.parse("tcp 10.0.0.1 -> 10.0.0.2:80"))
        .hasMessageContaining("expected two ports");
    assertThatThrownBy(() -> InterfaceAddress.parse("10.0.0.1/24"))
        .hasMessageContaining("expected ADDRESS/LENGTH@INTERFACE");
    assertThatThrownBy(() -> Route.parse("10.0.0.0/33@eth0"))
        .hasMessageContaining("is not a prefix length: expected 0 to 32");
    assertThat(Packet.parse("tcp [fd00::1]:4 -> [fd00::2]:80"))
        .hasToString("tcp [fd00::1]:4 -> [fd00::2]:80");
    assertThat(Node.UNKNOWN.exit(Packet.parse("icmp 10.0.0.1 -> 10.0.0.2").source().address()))
        .isEqualTo(Optional.empty());
  }
}
