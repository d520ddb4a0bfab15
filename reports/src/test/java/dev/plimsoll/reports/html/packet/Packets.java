package dev.plimsoll.reports.html.packet;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rules and packets to try.
public final class Packets {

  /// Jumps, a goto, a return, a mark, a coin, a rewriting and a policy.
  public static final String RULES =
      """
      *nat
      :PREROUTING ACCEPT [0:0]
      :POSTROUTING ACCEPT [0:0]
      :SERVICES - [0:0]
      :WEB - [0:0]
      :MARKS - [0:0]
      :LAST - [0:0]
      -A PREROUTING -i lo -j ACCEPT
      -A PREROUTING -m comment --comment "service portals" -j SERVICES
      -A SERVICES -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -g WEB
      -A SERVICES -j RETURN
      -A WEB -j MARKS
      -A WEB -m statistic --mode random --probability 0.5 -j DNAT --to-destination 10.244.1.7:8080
      -A WEB -j LAST
      -A MARKS -j MARK --set-xmark 0x4000/0x4000
      -A LAST -p tcp -j DNAT --to-destination 10.244.2.7:8080
      -A POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
      -A POSTROUTING -j MASQUERADE
      COMMIT
      *filter
      :FORWARD DROP [0:0]
      -A FORWARD -d 10.244.1.0/24 -j ACCEPT
      COMMIT
      """;

  /// The first packet to the Service of {@link #RULES}.
  public static final Packet TO_WEB = packet("10.96.0.10:80");

  /// Rules of a dump that is called `dump`.
  static RuleSet rules(String text) {
    return Dump.parse("dump", text).load();
  }

  static Packet packet(String to) {
    return Packet.parse("tcp 198.51.100.7:40000 -> " + to).arriving(Arrival.parse("eth0"));
  }

  /// Every way that a packet can go.
  public static List<Outcome> outcomes(RuleSet rules, Packet packet) {
    return new Traversal(rules, new Node(List.of(), List.of())).outcomes(packet);
  }

  /// Chains that call one another, one in the other; the last one drops.
  public static String deep(int count) {
    var declared =
        IntStream.range(0, count)
            .mapToObj(":C%d - [0:0]\n"::formatted)
            .collect(Collectors.joining());
    var calls =
        IntStream.range(1, count)
            .mapToObj(i -> "-A C%d -j C%d\n".formatted(i - 1, i))
            .collect(Collectors.joining());
    return "*filter\n:FORWARD ACCEPT [0:0]\n%s-A FORWARD -j C0\n%s-A C%d -j DROP\nCOMMIT\n"
        .formatted(declared, calls, count - 1);
  }

  /// The rules of a Service with many endpoints.
  public static String manyEndpoints(int count) {
    var declared =
        IntStream.range(0, count)
            .mapToObj(":SEP-%d - [0:0]"::formatted)
            .collect(Collectors.joining("\n"));
    var coins =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "-A WEB -m statistic --mode random --probability %.10f -j SEP-%d"
                        .formatted(1.0 / (count - i), i))
            .collect(Collectors.joining("\n"));
    var ends =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "-A SEP-%d -p tcp -j DNAT --to-destination 10.244.%d.%d:8080"
                        .formatted(i, i / 200, i % 200 + 1))
            .collect(Collectors.joining("\n"));
    return """
    *nat
    :PREROUTING ACCEPT [0:0]
    :WEB - [0:0]
    %s
    -A PREROUTING -d 10.96.0.10/32 -j WEB
    %s
    %s
    COMMIT
    """
        .formatted(declared, coins, ends);
  }

  private Packets() {}
}
