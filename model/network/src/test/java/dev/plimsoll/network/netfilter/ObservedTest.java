package dev.plimsoll.network.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.transport.Endpoint;
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
import org.junit.jupiter.api.Test;

/// What a Linux 6.18 was seen to do, and what one would not have guessed.
///
/// The kernel comparison (`properties`, package `dev.plimsoll.properties.netfilter.kernel`) found
/// each of them.
class ObservedTest {

  private static final Node NODE =
      new Node(
          List.of(
              InterfaceAddress.parse("10.0.0.1/24@eth0"),
              InterfaceAddress.parse("10.0.2.1/24@eth0"),
              InterfaceAddress.parse("10.0.1.1/24@cni0"),
              InterfaceAddress.parse("fd00::1/64@eth0"),
              InterfaceAddress.parse("fd00:0:0:2::1/64@eth0"),
              InterfaceAddress.parse("fd00:0:0:1::1/64@cni0")),
          List.of(Route.parse("0.0.0.0/0@eth0"), Route.parse("::/0@eth0")));

  private static final Packet UDP = packet("udp 10.0.0.9:40000 -> 10.0.1.5:80");

  private static Packet packet(String flow) {
    return Packet.parse(flow).arriving(Arrival.parse("eth0"));
  }

  private static List<Outcome> send(Packet packet, String... tables) {
    String rules = String.join("COMMIT\n", tables) + "COMMIT\n";
    return new Traversal(Dump.parse("rules", rules).load(), NODE, History.NONE).outcomes(packet);
  }

  private static Outcome one(Packet packet, String... tables) {
    List<Outcome> outcomes = send(packet, tables);
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  private static List<Integer> matched(Packet packet, String... tables) {
    return one(packet, tables).path().stream().map(Step::rule).toList();
  }

  private static String source(Packet packet, String... tables) {
    return one(packet, tables).source().map(Endpoint::toString).orElse("not known");
  }

  @Test
  void withoutAConnectionNeitherAConditionOnItNorItsOppositeHolds() {
    String rules =
        """
        *filter
        -A FORWARD -m connmark --mark 0
        -A FORWARD -m connmark ! --mark 0
        -A FORWARD -m conntrack --ctorigsrc 10.0.0.9
        -A FORWARD -m conntrack ! --ctorigsrc 10.0.0.9
        -A FORWARD -m conntrack ! --ctproto tcp
        """;
    assertThat(matched(UDP.in(ConnectionState.INVALID), rules)).isEmpty();
    assertThat(matched(UDP.in(ConnectionState.UNTRACKED), rules)).isEmpty();
    assertThat(matched(UDP, rules)).containsExactly(1, 3, 5);
  }

  @Test
  void withoutAConnectionItsStateIsAllThatCtstateAndItsNeighboursAskFor() {
    String rules =
        "*filter\n-A FORWARD -m conntrack --ctstate INVALID --ctproto tcp --ctorigsrc 10.9.9.9\n";
    assertThat(matched(UDP.in(ConnectionState.INVALID), rules)).containsExactly(1);
    assertThat(matched(UDP, rules)).isEmpty();
  }

  @Test
  void withoutAConnectionConnmarkDoesNothing() {
    String rules =
        """
        *mangle
        -A PREROUTING -j CONNMARK --set-mark 1
        -A FORWARD -j CONNMARK --restore-mark
        -A FORWARD -m mark --mark 1
        """;
    assertThat(matched(UDP.in(ConnectionState.INVALID), rules)).containsExactly(1, 1);
    assertThat(matched(UDP, rules)).containsExactly(1, 1, 2);
    String raw = "*raw\n-A PREROUTING -j CONNMARK --set-mark 1\n";
    String filter = "*filter\n-A FORWARD -m connmark --mark 0\n";
    assertThat(matched(UDP, raw, filter)).as("raw comes before tracking").containsExactly(1, 1);
  }

  @Test
  void anIcmpErrorIsNotLookedUpInTheNatTable() {
    Packet error = packet("icmp 10.0.0.9 -> 10.0.1.5").in(ConnectionState.RELATED);
    String rules = "*nat\n-A PREROUTING -j DNAT --to-destination 10.0.1.6\n";
    assertThat(one(error, rules).destination()).hasToString("10.0.1.5");
  }

  @Test
  void theConnectionOfAnAnswerMayBeToldFromEitherSide() {
    String rules = "*filter\n-A FORWARD -m conntrack --ctorigsrc 10.0.1.5 -j DROP\n";
    assertThat(send(UDP.in(ConnectionState.ESTABLISHED), rules))
        .extracting(Outcome::verdict)
        .containsExactlyInAnyOrder(Verdict.DROP, Verdict.ACCEPT);
    assertThat(one(UDP, rules).verdict()).isEqualTo(Verdict.ACCEPT);
  }

  @Test
  void whereAnswersGoIsAskedOfTheConnectionAndNotOfThePacket() {
    Packet answer = packet("tcp 10.0.1.5:443 -> 10.0.0.9:40000").in(ConnectionState.ESTABLISHED);
    String rules = "*filter\n-A FORWARD -p tcp -m conntrack --ctrepldstport 443 -j DROP\n";
    assertThat(send(answer, rules))
        .extracting(Outcome::verdict)
        .containsExactlyInAnyOrder(Verdict.DROP, Verdict.ACCEPT);
    Packet dccp = packet("dccp 10.0.1.5:80 -> 10.0.0.9:80");
    String other = "*filter\n-A FORWARD -m conntrack ! --ctrepldstport 80 -j DROP\n";
    assertThat(one(dccp, other).verdict()).isEqualTo(Verdict.DROP);
  }

  @Test
  void aRandomSourcePortIsDrawnFromItsOwnKind() {
    String nat = "*nat\n-A POSTROUTING -j MASQUERADE --random-fully\n";
    assertThat(source(UDP, nat)).isEqualTo("10.0.1.1");
    String local = "*nat\n-A INPUT -j SNAT --to-source 10.0.1.6 --random\n";
    assertThat(source(packet("udp 10.0.0.9:40000 -> 10.0.0.1:80"), local)).isEqualTo("10.0.1.6");
    Packet looped = packet("udp 10.0.0.9:40000 -> 10.0.0.1:80").arriving(new Arrival.Made());
    String input = "*filter\n-A INPUT -p udp --sport 1024: -j DROP\n";
    assertThat(one(looped, nat, input).verdict()).isEqualTo(Verdict.DROP);
    String half = "*filter\n-A INPUT -p udp --sport 50000: -j DROP\n";
    assertThat(send(looped, nat, half)).hasSize(2);
  }

  @Test
  void chanceGivesAnEchoAnotherIdentifierWhichIsRewritingToo() {
    Packet echo = packet("icmp 10.0.0.9 -> 10.0.1.5");
    String filter = "*filter\n-A FORWARD -m conntrack --ctstate DNAT -j DROP\n";
    String nat = "*nat\n-A PREROUTING -j DNAT --to-destination 10.0.1.5";
    assertThat(one(echo, nat + "\n", filter).verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(one(echo, nat + " --random\n", filter).verdict()).isEqualTo(Verdict.DROP);
  }

  @Test
  void aListOfRecentHoldsAddressesWhicheverSideTheyWereOn() {
    String mangle = "*mangle\n-A PREROUTING -m recent --set --name guests --rdest\n";
    String nat = "*nat\n-A PREROUTING -j DNAT --to-destination 10.0.1.6\n";
    String filter = "*filter\n-A FORWARD -m recent --rcheck --name guests --rdest -j DROP\n";
    assertThat(one(UDP, mangle, filter).verdict()).isEqualTo(Verdict.DROP);
    assertThat(one(UDP, mangle, nat, filter).verdict()).isEqualTo(Verdict.ACCEPT);
    String source = "*filter\n-A FORWARD -m recent --rcheck --name guests --rsource -j DROP\n";
    Packet toItself = packet("tcp 10.0.1.5:40000 -> 10.0.1.5:80");
    assertThat(one(toItself, mangle, source).verdict()).isEqualTo(Verdict.DROP);
  }

  @Test
  void portsOfDccpAreLeftAlone() {
    Packet dccp = packet("dccp 10.0.0.9:40000 -> 10.0.0.1:80");
    String rules = "*nat\n-A PREROUTING -p dccp -j DNAT --to-destination 10.0.1.5:8080\n";
    assertThat(one(dccp, rules).destination()).hasToString("10.0.1.5:80");
  }

  @Test
  void theKindsOfAnIpv6AddressAreAskedForTogether() {
    String rules = "*filter\n-A FORWARD -m addrtype --src-type UNICAST,LOCAL -j DROP\n";
    Packet v6 = packet("udp [fd00::9]:40000 -> [fd00:0:0:1::5]:80");
    assertThat(one(v6, rules).verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(one(UDP, rules).verdict()).isEqualTo(Verdict.DROP);
  }

  @Test
  void masqueradingTakesTheAddressThatFitsBest() {
    String rules = "*nat\n-A POSTROUTING -j MASQUERADE\n";
    assertThat(source(packet("udp 10.0.1.5:5 -> 10.0.2.9:80"), rules)).isEqualTo("10.0.2.1:5");
    assertThat(source(packet("udp [fd00::9]:5 -> [fd00:0:0:2::9]:80"), rules))
        .isEqualTo("[fd00:0:0:2::1]:5");
    assertThat(source(packet("udp [fd00:0:0:1::9]:5 -> [fd00:0:0:3::9]:80"), rules))
        .isEqualTo("[fd00:0:0:2::1]:5");
  }

  @Test
  void aSourceThatIsRewrittenToItselfIsNotRewritten() {
    Packet own = packet("udp 10.0.0.1:443 -> 10.0.1.1:8080").arriving(new Arrival.Made());
    String nat = "*nat\n-A POSTROUTING -j MASQUERADE\n";
    String input = "*filter\n-A INPUT -m conntrack --ctstate SNAT -j DROP\n";
    assertThat(one(own, nat, input).verdict()).isEqualTo(Verdict.ACCEPT);
    Packet other = packet("udp 10.0.1.1:443 -> 10.0.0.1:8080").arriving(new Arrival.Made());
    assertThat(one(other, nat, input).verdict()).isEqualTo(Verdict.DROP);
  }

  @Test
  void masqueradingOnTheLoopbackTakesAnAddressFromElsewhere() {
    String rules = "*nat\n-A POSTROUTING -j MASQUERADE\n";
    Packet v4 = packet("udp 10.0.1.5:5 -> 10.0.1.1:80").arriving(new Arrival.Made());
    assertThat(source(v4, rules)).isEqualTo("10.0.0.1:5");
    Packet v6 = packet("udp [fd00::9]:5 -> [fd00:0:0:1::1]:80").arriving(new Arrival.Made());
    assertThat(source(v6, rules)).isEqualTo("[fd00:0:0:1::1]:5");
  }

  @Test
  void redirectingTakesTheFirstAddressWhoeverAsks() {
    String rules = "*nat\n-A PREROUTING -j REDIRECT\n";
    assertThat(one(packet("udp 10.0.2.9:5 -> 10.0.1.5:80"), rules).destination())
        .hasToString("10.0.0.1:80");
    assertThat(one(packet("udp [fd00::9]:5 -> [ff05::7]:80"), rules).verdict())
        .as("an address of the scope of ff05::7 would be needed")
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void broadcastsAreForTheNodeAndMulticastDependsOnItsGroups() {
    Outcome broadcast = one(packet("udp 10.0.0.9:5 -> 10.0.1.255:80"), "*filter\n-A INPUT\n");
    assertThat(broadcast.delivery()).isEqualTo(Delivery.LOCAL);
    assertThat(broadcast.path()).hasSize(1);
    assertThat(one(packet("udp 10.0.0.9:5 -> 239.1.2.3:80"), "*filter\n").verdict())
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void iptablesPassesOverAMaskWithHolesInCtorigsrc() {
    String rules = "*filter\n-A FORWARD -m conntrack --ctorigsrc 10.0.1.5/255.0.0.255 -j DROP\n";
    assertThat(one(packet("udp 10.0.9.5:5 -> 10.0.1.6:80"), rules).verdict())
        .isEqualTo(Verdict.ACCEPT);
    assertThat(one(packet("udp 10.0.1.5:5 -> 10.0.1.6:80"), rules).verdict())
        .isEqualTo(Verdict.DROP);
  }

  @Test
  void whatIsSentToTheLoopbackOfIpv6IsMasqueradedAsComingFromIt() {
    var toItself =
        Packet.parse("udp [fd00::1]:40000 -> [fd00::9]:80").arriving(Arrival.parse("local"));
    String rules = "*nat\n-A OUTPUT -j REDIRECT\n-A POSTROUTING -j MASQUERADE\n";
    assertThat(source(toItself, rules)).isEqualTo("[::1]:40000");
  }
}
