package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Match;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// The names of ICMP types, which hand-written rules use; iptables-save prints numbers.
///
/// iptables 1.8.9, `extensions/libxt_icmp.h`.
public final class IcmpNames {

  private static final Map<String, String> V4 =
      table(
          """
          echo-reply 0 pong 0 destination-unreachable 3 network-unreachable 3/0
          host-unreachable 3/1 protocol-unreachable 3/2 port-unreachable 3/3
          fragmentation-needed 3/4 source-route-failed 3/5 network-unknown 3/6 host-unknown 3/7
          network-prohibited 3/9 host-prohibited 3/10 communication-prohibited 3/13
          source-quench 4 redirect 5 echo-request 8 ping 8 router-advertisement 9
          router-solicitation 10 time-exceeded 11 ttl-exceeded 11 parameter-problem 12
          timestamp-request 13 timestamp-reply 14 address-mask-request 17 address-mask-reply 18
          """);

  private static final Map<String, String> V6 =
      table(
          """
          destination-unreachable 1 no-route 1/0 communication-prohibited 1/1 beyond-scope 1/2
          address-unreachable 1/3 port-unreachable 1/4 packet-too-big 2 time-exceeded 3
          ttl-exceeded 3 parameter-problem 4 echo-request 128 ping 128 echo-reply 129 pong 129
          router-solicitation 133 router-advertisement 134 neighbour-solicitation 135
          neighbor-solicitation 135 neighbour-advertisement 136 neighbor-advertisement 136
          redirect 137
          """);

  private IcmpNames() {}

  /// Reads `any`, a name, `TYPE` or `TYPE/CODE`.
  public static Match.IcmpType parse(Family family, String text) {
    if (text.equals("any")) {
      return new Match.IcmpType(family, OptionalInt.empty(), OptionalInt.empty());
    }
    String numbers = (family == Family.IPV4 ? V4 : V6).getOrDefault(text, text);
    int slash = numbers.indexOf('/');
    OptionalInt type = OptionalInt.of(number(slash < 0 ? numbers : numbers.substring(0, slash)));
    OptionalInt code =
        slash < 0 ? OptionalInt.empty() : OptionalInt.of(number(numbers.substring(slash + 1)));
    return new Match.IcmpType(family, type, code);
  }

  private static int number(String text) {
    if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= 255) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not an ICMP type: expected a name, TYPE or TYPE/CODE");
  }

  private static Map<String, String> table(String text) {
    var table = new HashMap<String, String>();
    String[] words = text.strip().split("\\s+", -1);
    for (int i = 0; i < words.length; i += 2) {
      table.put(words[i], words[i + 1]);
    }
    return table;
  }
}
