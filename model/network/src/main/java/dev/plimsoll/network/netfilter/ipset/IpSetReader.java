package dev.plimsoll.network.netfilter.ipset;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.text.DumpException;
import dev.plimsoll.network.netfilter.text.IcmpNames;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads `ipset save`: `create NAME TYPE OPTION...` and `add NAME ENTRY OPTION...`, a line each.
///
/// ipset 7.17, `lib/session.c`, `lib/print.c`, `lib/ipset_hash_*.c`.
final class IpSetReader {

  private static final String EXPECTED = "expected create NAME TYPE or add NAME ENTRY";

  /// A set while its entries are read.
  ///
  /// @param dimensions nothing: of a type that is not known here
  private record Open(
      String type,
      Optional<List<Dimension>> dimensions,
      List<String> options,
      List<IpSet.Entry> entries,
      List<String> members) {

    /// The value of an option of `create`.
    Optional<String> option(String name) {
      int at = options.indexOf(name);
      return at < 0 || at + 1 == options.size()
          ? Optional.empty()
          : Optional.of(options.get(at + 1));
    }

    Family family() {
      return option("family").equals(Optional.of("inet6")) ? Family.IPV6 : Family.IPV4;
    }

    /// Of IPv4, later fragments of protocols without ports are in sets with ports; of IPv6, none:
    /// `ip_set_getport.c`, `ip_set_get_ip4_port`, `ip_set_get_ip6_port`.
    boolean hidesFragments() {
      return family() == Family.IPV6
          && dimensions.map(known -> known.contains(Dimension.PORT)).orElse(false);
    }

    /// Whether an entry may have so many parts: the first packet from the address of an entry of
    /// `bitmap:ip,mac` gives it the MAC address that it lacks (`ip_set_bitmap_ipmac.c`).
    boolean allows(int parts) {
      return parts == dimensions.orElse(List.of()).size()
          || (parts == 1 && type.equals("bitmap:ip,mac"));
    }
  }

  private final String name;
  private final Map<String, Open> sets = new LinkedHashMap<>();

  IpSetReader(String name) {
    this.name = name;
  }

  IpSets read(String text) {
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      try {
        line(line.strip());
      } catch (IllegalArgumentException e) {
        throw new DumpException(name, number, String.valueOf(e.getMessage()));
      }
    }
    var known = new HashMap<String, IpSet>();
    var lists = new HashMap<String, List<String>>();
    sets.forEach(
        (set, open) -> {
          if (open.type.equals("list:set")) {
            lists.put(set, open.members);
          } else if (open.dimensions.isPresent()) {
            known.put(set, new IpSet(open.dimensions.get().size(), open.entries));
          }
        });
    return new IpSets(known, lists);
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    var words = List.of(line.split("\\s+", -1));
    if (words.size() < 3) {
      throw new IllegalArgumentException("found \"" + line + "\", " + EXPECTED);
    }
    switch (words.getFirst()) {
      case "create" -> create(words.get(1), words.get(2), words.subList(3, words.size()));
      case "add" -> add(words.get(1), words.get(2), words.subList(3, words.size()));
      default ->
          throw new IllegalArgumentException("found \"" + words.getFirst() + "\", " + EXPECTED);
    }
  }

  private void create(String set, String type, List<String> options) {
    if (!type.contains(":")) {
      throw new IllegalArgumentException(
          "found \"" + type + "\", expected a type such as hash:ip or list:set");
    }
    var open = new Open(type, Dimension.of(type), options, new ArrayList<>(), new ArrayList<>());
    if (open.hidesFragments()) {
      open.entries.add(new IpSet.Entry(List.of(new Element.PortlessFragment()), true));
    }
    if (sets.putIfAbsent(set, open) != null) {
      throw new IllegalArgumentException("create " + set + ": the set is there already");
    }
  }

  private void add(String set, String entry, List<String> options) {
    Open open = sets.get(set);
    if (open == null) {
      throw new IllegalArgumentException("add " + set + ": expected create " + set + " before it");
    }
    open.members.add(entry);
    if (open.dimensions.isPresent()) {
      List<Dimension> dimensions = open.dimensions.get();
      List<String> parts = List.of(entry.split(",", -1));
      if (!open.allows(parts.size())) {
        throw new IllegalArgumentException(
            "found \"" + entry + "\", expected an entry of " + open.type);
      }
      boolean isException = options.contains("nomatch");
      for (Element first : elements(open, dimensions.getFirst(), parts.getFirst())) {
        var elements = new ArrayList<Element>(List.of(first));
        for (int i = 1; i < parts.size(); i++) {
          elements.addAll(elements(open, dimensions.get(i), parts.get(i)));
        }
        open.entries.add(new IpSet.Entry(elements, isException));
        if (dimensions.contains(Dimension.IFACE)) {
          open.entries.add(blockOnly(first));
        }
      }
    }
  }

  /// Of the blocks around an address only the smallest is looked at, whatever its interfaces:
  /// `ip_set_hash_netiface.c`, `hash_netiface4_data_equal`, which counts in `multi`.
  private static IpSet.Entry blockOnly(Element block) {
    return new IpSet.Entry(List.of(block), true);
  }

  /// One, but for a port of TCP and of UDP.
  private static List<Element> elements(Open open, Dimension dimension, String text) {
    return switch (dimension) {
      case IP -> List.of(new Element.Net(address(open, text)));
      case NET -> List.of(new Element.Net(Prefix.parseMasked(text)));
      case PORT -> List.of(port(open, text));
      case PLAIN_PORT -> {
        int port = number(text, 65535);
        yield List.of(
            new Element.Port(IpProtocol.TCP, port), new Element.Port(IpProtocol.UDP, port));
      }
      case IFACE -> List.of(new Element.Iface(text));
      case MAC -> List.of(new Element.Mac(MacAddress.parse(text)));
      case MARK -> {
        int mask = open.option("markmask").map(Long::decode).orElse(0xffff_ffffL).intValue();
        yield List.of(new Element.Mark((int) Long.decode(text).longValue() & mask, mask));
      }
    };
  }

  private static Prefix address(Open open, String text) {
    Address address = Address.parse(text);
    int bits = address.family().bits();
    return Prefix.of(
        address, open.option("netmask").map(length -> number(length, bits)).orElse(bits));
  }

  /// `tcp:80`, `icmp:echo-request`, `gre:0`.
  private static Element port(Open open, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "found \"" + text + "\", expected PROTOCOL:PORT such as tcp:80");
    }
    IpProtocol protocol = IpProtocol.parse(text.substring(0, colon));
    String port = text.substring(colon + 1);
    if (protocol.equals(IpProtocol.ICMP) || protocol.equals(IpProtocol.ICMPV6)) {
      Match.IcmpType type = IcmpNames.parse(open.family(), port);
      return new Element.Icmp(
          new Match.IcmpType(type.family(), type.type(), OptionalInt.of(type.code().orElse(0))));
    }
    boolean shown =
        List.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.UDPLITE)
            .contains(protocol);
    return shown ? new Element.Port(protocol, number(port, 65535)) : new Element.Protocol(protocol);
  }

  private static int number(String text, int most) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("found \"" + text + "\", expected 0 to " + most);
    }
    return Integer.parseInt(text);
  }
}
