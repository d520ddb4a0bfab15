package dev.plimsoll.network.topology;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The main table of a namespace's routes.
///
/// @param routes the longest prefix first; of equals the first counts
public record RoutingTable(List<Route> routes) {

  /// A route.
  ///
  /// @param via the neighbour that packets are handed to; none where they are handed to whom they
  ///     are for
  /// @param by the device
  public record Route(Prefix to, Optional<Address> via, String by) {

    /// To a network that is at hand.
    public static Route onLink(Prefix to, String by) {
      return new Route(to, Optional.empty(), by);
    }

    /// Whom a packet for an address is handed to.
    public Address nextHop(Address destination) {
      return via.orElse(destination);
    }

    /// As `ip route` has it: `10.244.2.0/24 via 192.168.0.3 dev eth0`.
    @Override
    public String toString() {
      var prefix = to.length() == 0 ? "default" : to.toString();
      return prefix + via.map(hop -> " via " + hop).orElse("") + " dev " + by;
    }
  }

  /// Sorts the routes.
  public RoutingTable {
    routes =
        routes.stream()
            .sorted(Comparator.comparingInt((Route route) -> route.to().length()).reversed())
            .toList();
  }

  /// The route of packets to an address: that of the longest prefix. `net/ipv4/fib_trie.c`,
  /// `fib_table_lookup`.
  public Optional<Route> lookup(Address destination) {
    return routes.stream().filter(route -> route.to().contains(destination)).findFirst();
  }
}
