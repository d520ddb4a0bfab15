package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.AddressKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  public Node {
    addresses = List.copyOf(addresses);
    var all = new ArrayList<>(routes);
    addresses.forEach(address -> all.add(new Route(address.network(), address.on())));
    all.sort(Comparator.comparingInt((Route route) -> route.to().length()).reversed());
    routes = List.copyOf(new LinkedHashSet<>(all));
  }

  /// Whether the node itself has the address.
  public boolean isLocal(Address address) {
    return address.isLoopback()
        || addresses.stream().anyMatch(own -> own.address().equals(address));
  }

  /// The interface by which packets to an address leave: `lo` for the node's own, else that of the
  /// longest prefix.
  public Optional<String> exit(Address address) {
    if (isLocal(address)) {
      return Optional.of(LOOPBACK);
    }
    return routes.stream().filter(route -> route.to().contains(address)).map(Route::by).findFirst();
  }

  /// The node's address on an interface: one in the network of `towards` if there is one, else the
  /// first of its family. Linux `net/ipv4/devinet.c`, `inet_select_addr`.
  public Optional<Address> addressOn(String name, Address towards) {
    var own =
        addresses.stream()
            .filter(address -> address.on().equals(name))
            .filter(address -> address.address().family() == towards.family())
            .toList();
    return own.stream()
        .filter(address -> address.network().contains(towards))
        .findFirst()
        .or(() -> own.stream().findFirst())
        .map(InterfaceAddress::address);
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
    boolean zeroNet = v4 && address.low() >>> 24 == 0;
    if (zeroNet || (v4 && address.low() == 0xffffffffL)) {
      return EnumSet.of(AddressKind.BROADCAST);
    }
    boolean loopback = address.isLoopback() && on.map(LOOPBACK::equals).orElse(true);
    if (loopback || isOn(address, on)) {
      return v4
          ? EnumSet.of(AddressKind.LOCAL)
          : EnumSet.of(AddressKind.LOCAL, AddressKind.UNICAST);
    }
    boolean broadcast =
        addresses.stream()
            .filter(own -> on.map(own.on()::equals).orElse(true))
            .anyMatch(own -> own.isBroadcast(address));
    return EnumSet.of(broadcast ? AddressKind.BROADCAST : AddressKind.UNICAST);
  }

  private boolean isOn(Address address, Optional<String> on) {
    return addresses.stream()
        .filter(own -> on.map(own.on()::equals).orElse(true))
        .anyMatch(own -> own.address().equals(address));
  }
}
