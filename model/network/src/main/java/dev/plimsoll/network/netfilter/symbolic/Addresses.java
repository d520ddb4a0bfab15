package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.AddressKind;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a [Node] says of addresses, for all addresses at once.
///
/// The node is asked about one address of each [Region]: what it answers is the same for all of
/// them.
final class Addresses {

  /// Addresses that a node does not tell apart, but for those of regions before.
  private record Region(Prefix prefix, Address one) {}

  private final Node node;
  private final Diagrams diagrams;
  private final Family family;
  private final List<Region> regions = new ArrayList<>();
  private final List<Optional<String>> interfaces = new ArrayList<>();

  Addresses(HeaderSpace space) {
    node = space.node;
    diagrams = space.diagrams;
    family = space.family;
    boolean v4 = family == Family.IPV4;
    int width = Bits.width(family);
    add(Prefix.parse(v4 ? "224.0.0.0/4" : "ff00::/8"));
    add(Prefix.parse(v4 ? "0.0.0.0/8" : "::/128"));
    if (v4) {
      add(Prefix.parse("255.255.255.255/32"));
    }
    add(Prefix.parse(v4 ? "127.0.0.0/8" : "::1/128"));
    for (InterfaceAddress own : node.addresses()) {
      if (own.address().family() == family) {
        add(Prefix.of(own.address(), width));
        Prefix network = own.network();
        add(Prefix.of(network.address().or(network.mask().complement()), width));
      }
    }
    regions.add(
        new Region(
            Prefix.of(Rewriting.none(family).added(), 0),
            elsewhere(v4 ? "192.0.2.1" : "2001:db8::1")));
    interfaces.add(Optional.of(""));
    for (Arrival arrival : space.arrivals) {
      if (arrival instanceof Arrival.Received(var by)) {
        interfaces.add(by);
      }
    }
  }

  private void add(Prefix prefix) {
    regions.add(new Region(prefix, prefix.address()));
  }

  /// An address that lies in none of the regions so far.
  private Address elsewhere(String first) {
    Address address = Address.parse(first);
    while (in(address)) {
      address = address.next();
    }
    return address;
  }

  private boolean in(Address address) {
    return regions.stream().anyMatch(region -> region.prefix.contains(address));
  }

  /// The interfaces by which packets can come, `""` for those that are made here.
  List<Optional<String>> interfaces() {
    return Collections.unmodifiableList(interfaces);
  }

  /// Where an address is of one of the kinds.
  ///
  /// @param on the interface whose addresses are looked at; empty for all
  int ofKind(Set<AddressKind> kinds, Optional<String> on, Bits address) {
    return where(address, one -> node.kinds(one, on).stream().anyMatch(kinds::contains));
  }

  /// Where an address is the node's own.
  int local(Bits address) {
    return where(address, node::isLocal);
  }

  /// Where packets that arrive for an address are for the node.
  int delivered(Bits address) {
    return where(address, node::isDelivered);
  }

  /// Where an address is that of a group.
  int multicast(Bits address) {
    return where(address, Address::isMulticast);
  }

  private int where(Bits address, Function<Address, Boolean> holds) {
    int set = Diagrams.EMPTY;
    int rest = Diagrams.FULL;
    for (Region region : regions) {
      int here = diagrams.and(rest, address.in(region.prefix));
      if (holds.apply(region.one)) {
        set = diagrams.or(set, here);
      }
      rest = diagrams.minus(rest, here);
    }
    return set;
  }

  /// Where packets to an address leave by which interface; empty if the routes do not say.
  Map<Optional<String>, Integer> exits(Bits address) {
    var exits = new LinkedHashMap<Optional<String>, Integer>();
    int own = local(address);
    put(exits, Optional.of(Node.LOOPBACK), own);
    int rest = diagrams.not(own);
    for (Route route : node.routes()) {
      int here = diagrams.and(rest, address.in(route.to()));
      put(exits, Optional.of(route.by()), here);
      rest = diagrams.minus(rest, here);
    }
    put(exits, Optional.empty(), rest);
    return exits;
  }

  /// The node's address on an interface, for packets that come from or go to an address.
  Map<Optional<Address>, Integer> on(String name, Bits towards) {
    var found = new LinkedHashMap<Optional<Address>, Integer>();
    int rest = Diagrams.FULL;
    var own =
        node.addresses().stream()
            .filter(each -> each.on().equals(name) && each.address().family() == family)
            .toList();
    for (InterfaceAddress each : own) {
      int here = diagrams.and(rest, towards.in(each.network()));
      put(found, Optional.of(each.address()), here);
      rest = diagrams.minus(rest, here);
    }
    put(found, own.stream().findFirst().map(InterfaceAddress::address), rest);
    return found;
  }

  private <K> void put(Map<K, Integer> sets, K key, int set) {
    if (set != Diagrams.EMPTY) {
      sets.merge(key, set, diagrams::or);
    }
  }
}
