package dev.plimsoll.properties.netfilter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.text.DumpException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// What may stand where: rules that the kernel of this machine refuses to load are refused.
@AddLifecycleHook(KernelThere.class)
class KernelPlacesTest {

  /// Conditions and targets that may not stand everywhere, and some that may.
  private static final List<String> RULES =
      """
      -i eth0
      -o eth0
      -f
      -m mac --mac-source 02:00:00:00:00:01
      -m mac ! --mac-source 02:00:00:00:00:01
      -m addrtype --src-type LOCAL
      -m addrtype --src-type LOCAL --limit-iface-in
      -m addrtype --dst-type LOCAL --limit-iface-out
      -m owner --uid-owner 0
      -m socket
      -m socket --transparent
      -m rpfilter --invert
      -m physdev --physdev-in eth0
      -m physdev --physdev-out eth0
      -m physdev ! --physdev-out eth0
      -m physdev --physdev-is-out
      -m physdev --physdev-out eth0 --physdev-is-bridged
      -m physdev --physdev-out eth0 ! --physdev-is-bridged
      -m cgroup --cgroup 1
      -m policy --dir in --pol none
      -m policy --dir out --pol none
      -m devgroup --src-group 1
      -m devgroup --dst-group 1
      -m realm --realm 1
      -m recent --set
      -m conntrack --ctstate NEW
      -m statistic --mode random --probability 0.5
      -m mark --mark 1
      -j ACCEPT
      -j DROP
      -j RETURN
      -j REJECT
      -p tcp -j REJECT --reject-with tcp-reset
      -j LOG
      -j NFLOG
      -j MARK --set-mark 1
      -j CONNMARK --set-mark 1
      -j DNAT --to-destination 10.0.0.1
      -j SNAT --to-source 10.0.0.1
      -j MASQUERADE
      -j REDIRECT
      -j NETMAP --to 10.0.0.0/24
      -j NOTRACK
      -j CT --notrack
      -j CT --zone 1
      -j TRACE
      -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
      -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1000
      -j TTL --ttl-set 5
      -j DSCP --set-dscp 1
      -j TOS --set-tos 0x10
      -j CHECKSUM --checksum-fill
      -j CLASSIFY --set-class 1:2
      -p tcp -j TPROXY --on-port 80
      -j NFQUEUE
      -p tcp -j ECN --ecn-tcp-remove
      -p tcp -j TCPOPTSTRIP --strip-options timestamp
      -p tcp -j SYNPROXY
      -j CONNSECMARK --save
      """
          .lines()
          .toList();

  /// A kernel may have been built without some of them.
  private static final int FEWEST = 45;

  /// In every built-in chain of every table.
  @Example
  void theKernelRefusesWhatTheModelRefuses() {
    var compared = 0;
    var restricted = 0;
    try (var kernel = new KernelNode(World.IPV4.node(), Family.IPV4)) {
      for (var rule : RULES) {
        var texts = everywhere(rule);
        var byKernel = taken(texts, kernel::load);
        if (!byKernel.isEmpty()) {
          assertThat(taken(texts, KernelPlacesTest::load)).isEqualTo(byKernel);
          compared++;
          restricted += byKernel.size() < texts.size() ? 1 : 0;
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(FEWEST);
    assertThat(restricted).isGreaterThan(FEWEST / 2);
  }

  /// Of a chain of the user's the kernel knows which hooks call it, and iptables does not.
  @Example
  void inChainsOfTheUsersTheHooksThatGetThereCount() {
    try (var kernel = new KernelNode(World.IPV4.node(), Family.IPV4)) {
      for (var rule : List.of("-i eth0", "-o eth0", "-m owner --uid-owner 0", "-j MASQUERADE")) {
        var texts =
            TableName.NAT.hooks().stream()
                .map(
                    hook ->
                        "*nat\n:A - [0:0]\n:B - [0:0]\n-A %s -j A\n-A A -g B\n-A B %s\nCOMMIT\n"
                            .formatted(hook, rule))
                .toList();
        assertThat(taken(texts, KernelPlacesTest::load))
            .isEqualTo(taken(texts, kernel::load))
            .isNotEmpty();
      }
    }
  }

  @Example
  void aModelWithAnotherPlaceIsNoticed() {
    try (var kernel = new KernelNode(World.IPV4.node(), Family.IPV4)) {
      var texts = everywhere("-j MASQUERADE");
      var byMutant = taken(texts, text -> load(text.replace("MASQUERADE", "REDIRECT")));
      assertThat(byMutant).isNotEqualTo(taken(texts, kernel::load));
    }
  }

  private static List<String> everywhere(String rule) {
    return Arrays.stream(TableName.values())
        .flatMap(
            table ->
                table.hooks().stream()
                    .map(hook -> "*%s\n-A %s %s\nCOMMIT\n".formatted(table, hook, rule)))
        .toList();
  }

  private static void load(String text) {
    Dump.parse("rules", text).load();
  }

  /// The texts that can be loaded.
  private static List<String> taken(List<String> texts, Consumer<String> loader) {
    return texts.stream().filter(text -> isTaken(text, loader)).toList();
  }

  private static boolean isTaken(String text, Consumer<String> loader) {
    try {
      loader.accept(text);
      return true;
    } catch (RefusedException | DumpException _) {
      return false;
    }
  }
}
