package dev.plimsoll.network.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.ipset.IpSets;
import dev.plimsoll.network.netfilter.symbolic.Fate.End;
import dev.plimsoll.network.netfilter.symbolic.Partition;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Later fragments, as a Linux 6.18 was seen to treat them: `KernelPathsTest` of `properties`.
class FragmentTest {

  private static final Node NODE =
      new Node(
          List.of(
              InterfaceAddress.parse("10.0.1.1/24@cni0"),
              InterfaceAddress.parse("fd00:0:0:1::1/64@cni0")),
          List.of(Route.parse("0.0.0.0/0@eth0"), Route.parse("::/0@eth0")));

  private static final Packet LATER = later("udp 10.0.0.9:40000 -> 10.0.1.5:80");

  private static final String TRACKED = "-A FORWARD -m conntrack --ctstate INVALID";

  private static Packet later(String flow) {
    return Packet.parse(flow).arriving(Arrival.parse("eth0")).fragment();
  }

  private static RuleSet filter(String... rules) {
    String text = "*filter\n" + String.join("\n", rules) + "\nCOMMIT\n";
    String sets = "create a hash:ip,port\nadd a 10.0.1.5,esp:0\nadd a 10.0.1.5,udp:80\n";
    String v6 = "create b hash:ip,port family inet6\nadd b fd00:0:0:1::5,esp:0\n";
    return Dump.parse("rules", text).load().with(IpSets.parse("sets", sets + v6));
  }

  /// What a walk finds, which is what all packets at once find.
  private static Verdict verdict(Packet packet, String... rules) {
    RuleSet loaded = filter(rules);
    var outcomes = new Traversal(loaded, NODE, History.NONE).outcomes(packet);
    assertThat(outcomes).hasSize(1);
    Verdict verdict = outcomes.getFirst().verdict();
    List<End> ends =
        Partition.of(loaded, NODE, History.NONE).fate(packet).ways().stream()
            .map(way -> way.end())
            .toList();
    assertThat(ends).extracting(End::verdict).containsExactly(verdict);
    return verdict;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-m conntrack --ctstate INVALID",
        "-m state --state INVALID",
        "-m connmark --mark 5",
        "-p tcp -m connlimit --connlimit-above 2",
        "-m connbytes --connbytes 1:2 --connbytes-dir both --connbytes-mode packets",
        "-m connlabel --label 1",
        "-m helper --helper ftp",
        "-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 1",
        "-p tcp -j SYNPROXY",
        "-m socket",
        "-j CONNMARK --set-xmark 0x1/0x1",
      })
  void whereConnectionsMatterAFragmentGoesTheWayOfItsPacket(String rule) {
    String other = "-A INPUT " + rule;
    assertThat(verdict(LATER, "-A FORWARD -f -j DROP", other)).isEqualTo(Verdict.ACCEPT);
    assertThat(verdict(LATER, "-A FORWARD -p udp -m udp --dport 80 -j DROP", other))
        .isEqualTo(Verdict.DROP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*raw\n-A PREROUTING -j CT --zone 1",
        "*mangle\n-A PREROUTING -p tcp -j TPROXY --on-port 5",
        "*mangle\n-A PREROUTING -j CONNSECMARK --save",
        "*nat\n-A PREROUTING -p tcp -j REDIRECT",
      })
  void targetsMatterAsWell(String table) {
    assertThat(Dump.parse("rules", table + "\nCOMMIT\n").load().joinsFragments()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*raw\n-A PREROUTING -j CT --notrack",
        "*raw\n-A PREROUTING -j NOTRACK",
        "*nat\n-A PREROUTING -j MARK --set-mark 1",
        "*filter\n-A FORWARD -m hashlimit --hashlimit-name a --hashlimit-above 5/sec -j NFQUEUE",
      })
  void otherRulesDoNot(String table) {
    assertThat(Dump.parse("rules", table + "\nCOMMIT\n").load().joinsFragments()).isFalse();
  }

  @Test
  void withoutConnectionsItShowsItsProtocolAndNoPorts() {
    assertThat(verdict(LATER, "-A FORWARD -f -j DROP")).isEqualTo(Verdict.DROP);
    assertThat(verdict(LATER, "-A FORWARD ! -f -j DROP")).isEqualTo(Verdict.ACCEPT);
    assertThat(verdict(LATER, "-A FORWARD -p udp -j DROP")).isEqualTo(Verdict.DROP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-m udp",
        "-m udp --dport 80",
        "-m udp ! --dport 443",
        "-m multiport --dports 80",
        "-m multiport ! --dports 443",
        "-m set --match-set a dst,dst",
      })
  void whatReadsPortsDoesNotHoldNorDoesItsOpposite(String match) {
    String rule = "-A FORWARD -p udp " + match + " -j DROP";
    assertThat(verdict(LATER, rule)).isEqualTo(Verdict.ACCEPT);
    assertThat(verdict(LATER.whole(), rule)).isEqualTo(Verdict.DROP);
    assertThat(verdict(LATER, rule, TRACKED)).isEqualTo(Verdict.DROP);
  }

  @Test
  void ipv4WaitsForTheOthersBeforeInputAndIpv6DoesNot() {
    assertThat(verdict(later("udp 10.0.0.9:1 -> 10.0.1.1:2"), "-A INPUT -f -j DROP"))
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(
            verdict(
                later("udp [fd00::9]:1 -> [fd00:0:0:1::1]:2"),
                "-A INPUT -d fd00::/16 -p udp -j DROP"))
        .isEqualTo(Verdict.DROP);
  }

  @Test
  void aProtocolWithoutPortsIsInASetWithPortsInIpv4Only() {
    assertThat(verdict(later("esp 10.0.0.9 -> 10.0.1.5"), inSet("10.0.0.0/8", "a")))
        .isEqualTo(Verdict.DROP);
    Packet v6 = later("esp fd00::9 -> fd00:0:0:1::5");
    assertThat(verdict(v6, inSet("fd00::/16", "b"))).isEqualTo(Verdict.ACCEPT);
    assertThat(verdict(v6.whole(), inSet("fd00::/16", "b"))).isEqualTo(Verdict.DROP);
  }

  private static String inSet(String block, String name) {
    return "-A FORWARD -d " + block + " -m set --match-set " + name + " dst,dst -j DROP";
  }

  @Test
  void withoutConnectionsTheTableNatIsNotLookedUp() {
    String nat = "*nat\n-A PREROUTING -j MARK --set-xmark 0x1/0x1\nCOMMIT\n";
    String filter = "*filter\n-A FORWARD -m mark --mark 0x1/0x1 -j DROP\n%s\nCOMMIT\n";
    assertThat(verdictOf(nat + filter.formatted(""))).isEqualTo(Verdict.ACCEPT);
    assertThat(verdictOf(nat + filter.formatted(TRACKED))).isEqualTo(Verdict.DROP);
  }

  private static Verdict verdictOf(String text) {
    RuleSet rules = Dump.parse("rules", text).load();
    Packet packet = LATER.whole();
    var fate = Partition.of(rules, NODE, History.NONE).fate(packet);
    Verdict verdict = new Traversal(rules, NODE).outcomes(packet).getFirst().verdict();
    assertThat(fate.ways()).extracting(way -> way.end().verdict()).containsExactly(verdict);
    return verdict;
  }
}
