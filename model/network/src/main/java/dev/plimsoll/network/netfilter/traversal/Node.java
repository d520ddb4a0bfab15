package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.AddressKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/// What the walk has to know of the machine that holds the rules: its addresses and routes.
///
/// The addresses are taken to be complete, loopback apart, which every node has. The routes need
/// not be: an address that none of them covers leaves by an interface that is not known. Reverse
/// path filtering and martian checks are not modelled (as with `rp_filter=0` and
/// `route_localnet=1`).
public record Node(List<InterfaceAddress> addresses, List<Route> routes) {

  /// The interface of the node's own addresses.
  public static final String LOOPBACK = "lo";

  /// A node of which nothing is known.
  public static final Node UNKNOWN = new Node(List.of(), List.of());

  /// The kinds of an IPv6 address that need no route to be seen.
  private static final Set<AddressKind> BY_ADDRESS =
      EnumSet.of(AddressKind.MULTICAST, AddressKind.UNICAST, AddressKind.UNSPEC);

  public Node {
    addresses = List.copyOf(addresses);
    var all = new ArrayList<>(routes);
    addresses.forEach(address -> all.add(new Route(address.network(), address.on())));
    all.sort(Comparator.comparingInt((Route route) -> route.to().length()).reversed());
    routes = List.copyOf(new LinkedHashSet<>(all));
  }

  /// Whether the node itself has the address.
  public boolean isLocal(Address address) {
    return address.isLoopback() || isOn(address, Optional.empty());
  }

  /// Whether a packet that arrives for the address is for the node: its own addresses and, as
  /// `net/ipv4/route.c`, `ip_route_input_slow`, has it, broadcasts.
  public boolean isDelivered(Address address) {
    return isLocal(address) || isBroadcast(address, Optional.empty());
  }

  /// The interface by which packets to an address leave: `lo` for the node's own, else that of the
  /// longest prefix.
  public Optional<String> exit(Address address) {
    if (isLocal(address)) {
      return Optional.of(LOOPBACK);
    }
    for (Route route : routes) {
      if (route.to().contains(address)) {
        return Optional.of(route.by());
      }
    }
    return Optional.empty();
  }

  /// The address that masqueraded packets get when they leave by an interface: one of its own; of
  /// another if it has none, as the loopback. Of equals it is the first, as `ip addr` lists them.
  ///
  /// IPv4: preferably an own one in the network of `towards`; Linux `net/ipv4/devinet.c`,
  /// `inet_select_addr`. IPv6: `towards` itself if it is one of the node's, and `::1` is, else the
  /// one with most leading bits in common, those of its network at most; `net/ipv6/addrconf.c`,
  /// `ipv6_dev_get_saddr` and `ipv6_get_saddr_eval`.
  public Optional<Address> sourceOn(String name, Address towards) {
    boolean v4 = towards.family() == Family.IPV4;
    if (!v4 && isLocal(towards)) {
      return Optional.of(towards);
    }
    List<InterfaceAddress> own = on(name, towards.family());
    List<InterfaceAddress> candidates = own.isEmpty() ? of(towards.family()) : own;
    ToIntFunction<InterfaceAddress> fit =
        v4
            ? address -> !own.isEmpty() && address.network().contains(towards) ? 1 : 0
            : address -> address.commonBits(towards);
    int best = candidates.stream().mapToInt(fit).max().orElse(0);
    return candidates.stream()
        .filter(address -> fit.applyAsInt(address) == best)
        .map(InterfaceAddress::address)
        .findFirst();
  }

  /// The first address of an interface: what redirected packets get. Linux
  /// `net/netfilter/nf_nat_redirect.c`.
  public Optional<Address> firstOn(String name, Family family) {
    return on(name, family).stream().map(InterfaceAddress::address).findFirst();
  }

  private List<InterfaceAddress> on(String name, Family family) {
    return of(family).stream().filter(address -> address.on().equals(name)).toList();
  }

  private List<InterfaceAddress> of(Family family) {
    return addresses.stream().filter(own -> own.address().family() == family).toList();
  }

  /// How the node's routes see an address; with `on`, looking at that interface's addresses only.
  /// Linux `net/ipv4/fib_frontend.c`, `__inet_dev_addr_type`; `net/netfilter/xt_addrtype.c`.
  public Set<AddressKind> kinds(Address address, Optional<String> on) {
    boolean v4 = address.family() == Family.IPV4;
    if (address.isMulticast()) {
      return EnumSet.of(AddressKind.MULTICAST);
    }
    if (!v4 && address.isUnspecified()) {
      return EnumSet.of(AddressKind.UNSPEC);
    }
    if (isBroadcastEverywhere(address)) {
      return EnumSet.of(AddressKind.BROADCAST);
    }
    boolean loopback = address.isLoopback() && on.map(LOOPBACK::equals).orElse(true);
    if (loopback || isOn(address, on)) {
      return v4
          ? EnumSet.of(AddressKind.LOCAL)
          : EnumSet.of(AddressKind.LOCAL, AddressKind.UNICAST);
    }
    return EnumSet.of(isBroadcast(address, on) ? AddressKind.BROADCAST : AddressKind.UNICAST);
  }

  /// 0.0.0.0/8 and 255.255.255.255.
  private static boolean isBroadcastEverywhere(Address address) {
    return address.family() == Family.IPV4
        && (address.low() >>> 24 == 0 || address.low() == 0xffffffffL);
  }

  private boolean isBroadcast(Address address, Optional<String> on) {
    if (isBroadcastEverywhere(address)) {
      return true;
    }
    for (InterfaceAddress own : addresses) {
      if (own.isBroadcast(address) && (on.isEmpty() || own.on().equals(on.get()))) {
        return true;
      }
    }
    return false;
  }

  /// Whether an address is of the kinds that `-m addrtype` asks for: of one of them. Of IPv6, what
  /// the address itself shows has to be all there, and of what the routes say, something:
  /// `net/netfilter/xt_addrtype.c`, `match_type6`.
  public boolean isOfKind(Set<AddressKind> asked, Address address, Optional<String> on) {
    Set<AddressKind> kinds = kinds(address, on);
    if (address.family() == Family.IPV4) {
      return !Collections.disjoint(kinds, asked);
    }
    Set<AddressKind> shown = EnumSet.copyOf(asked);
    shown.retainAll(BY_ADDRESS);
    Set<AddressKind> routed = EnumSet.copyOf(asked);
    routed.removeAll(BY_ADDRESS);
    return kinds.containsAll(shown) && (routed.isEmpty() || !Collections.disjoint(kinds, routed));
  }

  private boolean isOn(Address address, Optional<String> on) {
    for (InterfaceAddress own : addresses) {
      if (own.address().equals(address) && (on.isEmpty() || own.on().equals(on.get()))) {
        return true;
      }
    }
    return false;
  }
}
