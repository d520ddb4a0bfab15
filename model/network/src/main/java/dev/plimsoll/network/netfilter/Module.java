package dev.plimsoll.network.netfilter;

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
  public boolean readsTransport() {
    return OF_TRANSPORT.contains(name);
  }
}
