package dev.plimsoll.network.netfilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The tests of one `-m NAME`; they all have to hold.
///
/// @param name the module, or [#HEADER] for the options that need no `-m`
public record Module(String name, List<Test> tests) {

  /// The name under which `-s`, `-d`, `-i`, `-o`, `-p` and `-f` are kept.
  public static final String HEADER = "";

  private static final Set<String> OF_TRANSPORT =
      Set.of(
          "ah",
          "dccp",
          "esp",
          "icmp",
          "icmp6",
          "ipcomp",
          "multiport",
          "sctp",
          "tcp",
          "udp",
          "udplite");

  public Module {
    tests = List.copyOf(tests);
  }

  /// Whether it reads the header that follows that of IP. Of a fragment that does not show one,
  /// none of its conditions holds, nor their opposites, nor the module without conditions: Linux
  /// `net/netfilter/xt_tcpudp.c`, `xt_multiport.c`, `xt_sctp.c` and the like, `fragoff`.
  private boolean readsTransport() {
    return OF_TRANSPORT.contains(name);
  }

  /// What has to hold, in order: what the module asks by itself, then its tests.
  public List<Test> conditions() {
    if (!readsTransport()) {
      return tests;
    }
    var all = new ArrayList<Test>();
    all.add(Test.not(new Match.Fragment()));
    all.addAll(tests);
    return all;
  }

  /// Whether a test is not looked at for a packet without a connection: of such a packet
  /// `conntrack_mt` in `net/netfilter/xt_conntrack.c` asks for its state, where the rule does, and
  /// no more.
  public boolean passesOver(Test test) {
    return !isState(test) && tests.stream().anyMatch(Module::isState);
  }

  private static boolean isState(Test test) {
    return test.match() instanceof Match.ConnState;
  }
}
