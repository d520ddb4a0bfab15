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
import java.util.HashMap;
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

  /// An own address that packets get which go to certain addresses, but for choices before.
  private record Choice(Prefix towards, Address own) {}

  private final Node node;
  private final Diagrams diagrams;
  private final Family family;
  private final List<InterfaceAddress> own;
  private final Map<String, List<Choice>> choices = new HashMap<>();
  private final List<Region> regions = new ArrayList<>();
  private final List<Optional<String>> interfaces = new ArrayList<>();

  Addresses(HeaderSpace space) {
    node = space.node;
    diagrams = space.diagrams;
    family = space.family;
    boolean v4 = family == Family.IPV4;
    int width = Bits.width(family);
    own = node.addresses().stream().filter(each -> each.address().family() == family).toList();
    for (InterfaceAddress each : own) {
      add(Prefix.of(each.address(), width));
    }
    for (InterfaceAddress each : own) {
      Prefix network = each.network();
      add(Prefix.of(network.address().or(network.mask().complement()), width));
    }
    if (v4) {
      add(Prefix.parse("255.255.255.255/32"));
    }
    add(Prefix.parse(v4 ? "224.0.0.0/4" : "ff00::/8"));
    add(Prefix.parse(v4 ? "0.0.0.0/8" : "::/128"));
    add(Prefix.parse(v4 ? "127.0.0.0/8" : "::1/128"));
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
    return where(address, one -> node.isOfKind(kinds, one, on));
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
    int here = local(address);
    put(exits, Optional.of(Node.LOOPBACK), here);
    int rest = diagrams.not(here);
    for (Route route : node.routes()) {
      int away = diagrams.and(rest, address.in(route.to()));
      put(exits, Optional.of(route.by()), away);
      rest = diagrams.minus(rest, away);
    }
    put(exits, Optional.empty(), rest);
    return exits;
  }

  /// The address that masqueraded packets get when they leave by an interface, by where they go;
  /// empty if the node has none.
  Map<Optional<Address>, Integer> sourceOn(String name, Bits towards) {
    var found = new LinkedHashMap<Optional<Address>, Integer>();
    int rest = Diagrams.FULL;
    for (Choice choice : choices.computeIfAbsent(name, this::choices)) {
      int here = diagrams.and(rest, towards.in(choice.towards));
      put(found, Optional.of(choice.own), here);
      rest = diagrams.minus(rest, here);
    }
    put(found, Optional.empty(), rest);
    return found;
  }

  /// The node's addresses by where packets have to go to get them, the first that fits: as
  /// [Node#sourceOn] has it, which prefers those that have most bits in common with that.
  private List<Choice> choices(String name) {
    List<InterfaceAddress> on = own.stream().filter(each -> each.on().equals(name)).toList();
    List<InterfaceAddress> candidates = on.isEmpty() ? own : on;
    var list = new ArrayList<Choice>();
    if (family == Family.IPV4) {
      on.forEach(each -> list.add(new Choice(each.network(), each.address())));
    } else {
      own.forEach(each -> list.add(itself(each.address())));
      list.add(itself(Address.parse("::1")));
      for (int bits = Bits.width(family); candidates.size() > 1 && bits > 0; bits--) {
        for (InterfaceAddress each : candidates) {
          if (each.network().length() >= bits) {
            list.add(new Choice(Prefix.of(each.address(), bits), each.address()));
          }
        }
      }
    }
    candidates.stream()
        .findFirst()
        .ifPresent(first -> list.add(new Choice(Prefix.of(first.address(), 0), first.address())));
    return list;
  }

  /// What is sent to one of the node's addresses comes from it.
  private Choice itself(Address address) {
    return new Choice(Prefix.of(address, Bits.width(family)), address);
  }

  /// The first address of an interface: what redirected packets get.
  Optional<Address> firstOn(String name) {
    return node.firstOn(name, family);
  }

  private <K> void put(Map<K, Integer> sets, K key, int set) {
    if (set != Diagrams.EMPTY) {
      sets.merge(key, set, diagrams::or);
    }
  }
}
