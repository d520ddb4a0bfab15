package dev.plimsoll.network.netfilter.ipset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whether packets are in sets, as `KernelPathsTest` of `properties` sees a kernel decide it.
class IpSetsTest {

  private static final String SETS =
      """
      create blocks hash:net family inet hashsize 1024 maxelem 65536
      add blocks 10.0.0.0/8
      add blocks 10.1.0.0/16 nomatch comment "not these"
      add blocks 10.1.2.0/24 timeout 30
      create doors hash:ip,port family inet
      add doors 10.1.0.9,tcp:80
      add doors 10.1.0.9,icmp:echo-request
      create addresses hash:ip family inet netmask 24
      add addresses 192.0.2.0
      create ways hash:net,iface
      add ways 10.0.0.0/8,eth0
      add ways 10.1.0.0/16,cni0
      add ways 10.1.0.0/16,veth0
      create ports bitmap:port range 0-1023
      add ports 53
      create any list:set size 8
      add any ports
      add any blocks
      create cards hash:mac
      add cards 02:00:00:00:00:01
      create guests bitmap:ip,mac range 10.0.0.0/16
      add guests 10.0.0.9,02:00:00:00:00:01
      add guests 10.0.0.8
      create pairs hash:net,net
      add pairs 10.0.0.0/8,10.1.0.0/16
      add pairs 10.2.0.0/16,10.0.0.0/8 nomatch
      create lanes hash:net,port,net
      add lanes 10.0.0.0/8,tcp:80,10.1.0.0/16
      create marked hash:ip,mark markmask 0xff
      add marked 10.0.0.9,0x05
      create odd hash:ip,vlan
      add odd 10.0.0.9,7
      """;

  private static List<Verdict> verdicts(String asked, String flow) {
    var rules =
        Dump.parse("rules", "*filter\n-A FORWARD -m set " + asked + " -j DROP\nCOMMIT\n")
            .load()
            .with(IpSets.parse("sets", SETS));
    var node = new Node(List.of(InterfaceAddress.parse("172.16.0.1/24@eth0")), List.of());
    return new Traversal(rules, node)
        .outcomes(framed(flow)).stream().map(outcome -> outcome.verdict()).toList();
  }

  private static Packet framed(String flow) {
    return Packet.parse(flow)
        .arriving(Arrival.parse("eth0"))
        .from(MacAddress.parse("02:00:00:00:00:01"))
        .marked(0x105);
  }

  private static void isIn(String set, String flow) {
    assertThat(verdicts("--match-set " + set, flow)).containsExactly(Verdict.DROP);
    assertThat(verdicts("! --match-set " + set, flow)).containsExactly(Verdict.ACCEPT);
  }

  private static void isNotIn(String set, String flow) {
    assertThat(verdicts("--match-set " + set, flow)).containsExactly(Verdict.ACCEPT);
    assertThat(verdicts("! --match-set " + set, flow)).containsExactly(Verdict.DROP);
  }

  @Test
  void theSmallestBlockDecides() {
    isIn("blocks src", "udp 10.9.0.1:1 -> 192.0.2.7:2");
    isNotIn("blocks src", "udp 10.1.0.1:1 -> 192.0.2.7:2");
    isIn("blocks src", "udp 10.1.2.1:1 -> 192.0.2.7:2");
    isIn("blocks dst", "udp 192.0.2.7:1 -> 10.1.2.1:2");
  }

  @Test
  void eachPartOfAnEntryHasItsDirection() {
    isIn("doors dst,dst", "tcp 192.0.2.7:1 -> 10.1.0.9:80");
    isNotIn("doors dst,src", "tcp 192.0.2.7:1 -> 10.1.0.9:80");
    isIn("doors dst,src", "tcp 192.0.2.7:80 -> 10.1.0.9:1");
    isNotIn("doors dst,dst", "udp 192.0.2.7:1 -> 10.1.0.9:80");
    isIn("doors dst,dst", "icmp 192.0.2.7 -> 10.1.0.9");
  }

  @Test
  void whereInterfacesAreAskedForOnlyTheSmallestBlockIsLookedAt() {
    isIn("ways src,src", "udp 10.9.0.1:1 -> 192.0.2.7:2");
    isNotIn("ways src,src", "udp 10.1.0.1:1 -> 192.0.2.7:2");
  }

  @Test
  void tooFewDirectionsFindNothing() {
    isNotIn("doors dst", "tcp 192.0.2.7:1 -> 10.1.0.9:80");
  }

  @Test
  void addressesAreMaskedAndPortsAreOfTcpAndUdp() {
    isIn("addresses src", "udp 192.0.2.200:1 -> 10.1.0.9:2");
    isIn("ports dst", "udp 192.0.2.7:1 -> 10.1.0.9:53");
    isNotIn("ports dst", "sctp 192.0.2.7:1 -> 10.1.0.9:53");
  }

  @Test
  void aListHasWhatOneOfItsSetsHas() {
    isIn("any dst", "tcp 192.0.2.7:1 -> 192.0.2.8:53");
    isIn("any dst", "tcp 192.0.2.7:1 -> 10.0.0.1:80");
    isNotIn("any dst", "tcp 192.0.2.7:1 -> 10.1.0.1:80");
  }

  @Test
  void nothingIsKnownOfOtherTypesAndOfSetsThatAreNotThere() {
    for (String set : List.of("odd src,src", "others src")) {
      assertThat(verdicts("--match-set " + set, "udp 10.9.0.1:1 -> 192.0.2.7:2"))
          .containsExactlyInAnyOrder(Verdict.DROP, Verdict.ACCEPT);
    }
  }

  @Test
  void theSourceOfTheFrameIsAsked() {
    isIn("cards src", "udp 10.0.0.9:1 -> 192.0.2.7:2");
    isIn("guests src,src", "udp 10.0.0.9:1 -> 192.0.2.7:2");
    isIn("guests dst,src", "udp 192.0.2.7:1 -> 10.0.0.9:2");
    isNotIn("guests src,src", "udp 10.0.0.7:1 -> 192.0.2.7:2");
    isIn("guests src,src", "udp 10.0.0.8:1 -> 192.0.2.7:2");
    assertThat(verdicts("--match-set cards dst", "udp 10.0.0.9:1 -> 192.0.2.7:2"))
        .containsExactlyInAnyOrder(Verdict.DROP, Verdict.ACCEPT);
  }

  /// This is read in the kernel's source, as the kernel at hand has no such sets:
  /// `ip_set_hash_gen.h`, `mtype_test_cidrs`; `ip_set_hash_ipmark.c`, `hash_ipmark4_kadt`.
  @Test
  void twoBlocksAndMarksAreAsked() {
    isIn("pairs src,dst", "udp 10.9.0.1:1 -> 10.1.0.1:2");
    isNotIn("pairs src,dst", "udp 10.2.0.1:1 -> 10.1.0.1:2");
    isNotIn("pairs src,dst", "udp 10.9.0.1:1 -> 10.9.0.1:2");
    isIn("lanes src,dst,dst", "tcp 10.9.0.1:1 -> 10.1.0.1:80");
    isNotIn("lanes src,dst,dst", "udp 10.9.0.1:1 -> 10.1.0.1:80");
    isIn("marked src,src", "udp 10.0.0.9:1 -> 10.1.0.1:2");
    isNotIn("marked dst,dst", "udp 10.0.0.9:1 -> 10.1.0.1:2");
  }

  @Test
  void aWrongLineIsNamed() {
    wrong("create a hash:ip\nadd b 10.0.0.1", "sets:2: add b: expected create b before it");
    wrong("create a", "sets:1: found \"create a\", expected create NAME TYPE or add NAME ENTRY");
    wrong("create a hash", "sets:1: found \"hash\", expected a type such as hash:ip or list:set");
    wrong("create a hash:ip\ncreate a hash:net", "sets:2: create a: the set is there already");
    wrong(
        "create a hash:ip,port\nadd a 10.0.0.1",
        "sets:2: found \"10.0.0.1\", expected an entry of hash:ip,port");
    wrong(
        "create a hash:ip,port\nadd a 10.0.0.1,80",
        "sets:2: found \"80\", expected PROTOCOL:PORT such as tcp:80");
    wrong("create a bitmap:port\nadd a x", "sets:2: found \"x\", expected 0 to 65535");
  }

  private static void wrong(String sets, String message) {
    assertThatThrownBy(() -> IpSets.parse("sets", sets)).hasMessage(message);
  }
}
