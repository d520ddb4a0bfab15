package dev.plimsoll.network.netfilter.transport;

import dev.plimsoll.checker.value.Word;
import dev.plimsoll.kubernetes.Protocol;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The protocol number of an IP header; 0 stands for any protocol in a rule.
///
/// Names: iptables 1.8.9, `libxtables/xtables.c`, `xtables_chain_protos`, and the usual
/// `/etc/protocols`.
public record IpProtocol(int number) implements Word {

  public static final IpProtocol ANY = new IpProtocol(0);
  public static final IpProtocol ICMP = new IpProtocol(1);
  public static final IpProtocol TCP = new IpProtocol(6);
  public static final IpProtocol UDP = new IpProtocol(17);
  public static final IpProtocol DCCP = new IpProtocol(33);
  public static final IpProtocol ICMPV6 = new IpProtocol(58);
  public static final IpProtocol SCTP = new IpProtocol(132);
  public static final IpProtocol UDPLITE = new IpProtocol(136);

  /// The first name of a number is the one that is printed.
  private static final Map<String, Integer> NUMBERS = numbers();

  public IpProtocol {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("protocol " + number + ": expected 0 to 255");
    }
  }

  /// As a record's, but quick from the first call on: every packet's is compared.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpProtocol(int itsNumber) && number == itsNumber;
  }

  @Override
  public int hashCode() {
    return number;
  }

  /// The number of a Service port's transport.
  public static IpProtocol of(Protocol transport) {
    return switch (transport) {
      case TCP -> TCP;
      case UDP -> UDP;
      case SCTP -> SCTP;
    };
  }

  /// Reads a name or a number.
  public static IpProtocol parse(String text) {
    Integer named = NUMBERS.get(text.toLowerCase(Locale.ROOT));
    if (named != null) {
      return new IpProtocol(named);
    }
    boolean digits = !text.isEmpty() && text.length() <= 3;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits || Integer.parseInt(text) > 255) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a protocol: expected tcp, udp, sctp, icmp, ... or 0 to 255");
    }
    return new IpProtocol(Integer.parseInt(text));
  }

  /// Whether packets of this protocol start with a source and a destination port.
  public boolean hasPorts() {
    return equals(TCP) || equals(UDP) || equals(SCTP) || equals(DCCP) || equals(UDPLITE);
  }

  /// The name that iptables-save prints, else the number.
  @Override
  public String toString() {
    return NUMBERS.entrySet().stream()
        .filter(entry -> entry.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Integer.toString(number));
  }

  private static Map<String, Integer> numbers() {
    var numbers = new LinkedHashMap<String, Integer>();
    String table =
        """
        all 0 icmp 1 igmp 2 ipencap 4 ipv4 4 tcp 6 udp 17 dccp 33 ipv6 41 ipv6-route 43
        ipv6-frag 44 rsvp 46 gre 47 esp 50 ipv6-crypt 50 ah 51 ipv6-auth 51 ipv6-icmp 58
        icmpv6 58 ipv6-nonxt 59 ipv6-opts 60 eigrp 88 ospf 89 ipip 94 pim 103 ipcomp 108
        vrrp 112 l2tp 115 sctp 132 ipv6-mh 135 mh 135 mobility-header 135 udplite 136
        """;
    String[] words = table.strip().split("\\s+", -1);
    for (int i = 0; i < words.length; i += 2) {
      numbers.put(words[i], Integer.valueOf(words[i + 1]));
    }
    return numbers;
  }
}
