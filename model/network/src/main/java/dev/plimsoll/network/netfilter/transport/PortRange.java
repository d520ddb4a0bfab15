package dev.plimsoll.network.netfilter.transport;

import java.util.Map;

/// The ports `first` to `last`, both included.
///
/// None at all if `first` is the greater one: iptables 1.8 refuses that, older kernels took it.
public record PortRange(int first, int last) {

  /// Names that people write for ports in rules kept by hand; iptables-save prints numbers.
  private static final Map<String, Integer> SERVICES =
      Map.ofEntries(
          Map.entry("ftp-data", 20),
          Map.entry("ftp", 21),
          Map.entry("ssh", 22),
          Map.entry("telnet", 23),
          Map.entry("smtp", 25),
          Map.entry("domain", 53),
          Map.entry("bootps", 67),
          Map.entry("bootpc", 68),
          Map.entry("http", 80),
          Map.entry("www", 80),
          Map.entry("pop3", 110),
          Map.entry("sunrpc", 111),
          Map.entry("auth", 113),
          Map.entry("ntp", 123),
          Map.entry("imap2", 143),
          Map.entry("snmp", 161),
          Map.entry("ldap", 389),
          Map.entry("https", 443),
          Map.entry("isakmp", 500),
          Map.entry("syslog", 514),
          Map.entry("ldaps", 636),
          Map.entry("imaps", 993),
          Map.entry("pop3s", 995));

  public PortRange {
    if (first < 0 || first > 65535 || last < 0 || last > 65535) {
      throw new IllegalArgumentException("ports " + first + ":" + last + ": expected 0 to 65535");
    }
  }

  /// Reads `80`, `8000:8080`, `:1023` or `1024:`.
  public static PortRange parse(String text) {
    return parse(text, ':');
  }

  /// Reads a range written with another separator, such as the `-` of NAT targets.
  public static PortRange parse(String text, char separator) {
    int middle = text.indexOf(separator);
    if (middle < 0 || SERVICES.containsKey(text)) {
      int port = port(text);
      return new PortRange(port, port);
    }
    String first = text.substring(0, middle);
    String last = text.substring(middle + 1);
    return new PortRange(first.isEmpty() ? 0 : port(first), last.isEmpty() ? 65535 : port(last));
  }

  /// Reads one port: a number, or one of a few well-known names.
  static int port(String text) {
    Integer named = SERVICES.get(text);
    if (named != null) {
      return named;
    }
    boolean digits = !text.isEmpty() && text.length() <= 5;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("\"" + text + "\" is not a port: expected 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  @Override
  public String toString() {
    return toString(':');
  }

  /// The range written with another separator.
  public String toString(char separator) {
    return first == last ? Integer.toString(first) : "" + first + separator + last;
  }
}
