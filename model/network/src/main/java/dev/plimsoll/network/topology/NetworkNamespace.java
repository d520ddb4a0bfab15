package dev.plimsoll.network.topology;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stack of its own: devices, addresses, routes, rules and sockets.
///
/// The loopback is there without being listed.
///
/// @param name of a node, of a pod (`namespace/name`), or of a host outside
/// @param kind whose it is
/// @param node that it is on; its own name for a host outside
/// @param devices by name, each once
/// @param addresses that it has; each device's networks are routes to it
/// @param neighbours hardware addresses that are known without asking; an address that is not here
///     is asked for where the device can (ARP, neighbour discovery)
/// @param rules what its netfilter holds; connections are tracked where there are any
/// @param forwards whether it sends on what is not for it: `net.ipv4.ip_forward`
/// @param filtersBridged whether what its bridges send on goes through `rules` too:
///     `net.bridge.bridge-nf-call-iptables`
public record NetworkNamespace(
    String name,
    Kind kind,
    String node,
    List<Device> devices,
    List<InterfaceAddress> addresses,
    RoutingTable routes,
    Map<Address, Mac> neighbours,
    Rules rules,
    Sockets sockets,
    boolean forwards,
    boolean filtersBridged) {

  /// Whose a namespace is.
  public enum Kind {
    /// A node's own, in which pods of the host's network are too.
    NODE,
    /// A pod's, held by its pause container.
    POD,
    /// The router between the nodes and what is outside, at which load balancers stand.
    ROUTER,
    /// A host's outside the cluster.
    OUTSIDE
  }

  /// Copies the collections, and adds a route to the network of each address; refuses two devices
  /// of one name, and addresses and routes of devices that are not there.
  public NetworkNamespace {
    devices = List.copyOf(devices);
    addresses = List.copyOf(addresses);
    neighbours = Map.copyOf(neighbours);
    var names = new HashSet<String>();
    for (var device : devices) {
      if (!names.add(device.name())) {
        throw new IllegalArgumentException(name + " has two devices named " + device.name());
      }
    }
    var all = new ArrayList<>(routes.routes());
    addresses.forEach(each -> all.add(RoutingTable.Route.onLink(each.network(), each.on())));
    for (var route : all) {
      if (!names.contains(route.by())) {
        throw new IllegalArgumentException(name + ": expected a device for the route " + route);
      }
    }
    routes = new RoutingTable(all.stream().distinct().toList());
  }

  /// A device of its own.
  ///
  /// @throws IllegalArgumentException if there is none of the name
  public Device device(String wanted) {
    return find(wanted)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no device " + wanted));
  }

  /// A device, if there is one of the name.
  public Optional<Device> find(String wanted) {
    return devices.stream().filter(each -> each.name().equals(wanted)).findFirst();
  }

  /// The hardware address of one of its devices.
  public Mac mac(String device) {
    return new Mac(name, device);
  }

  /// Whether it has an address.
  public boolean has(Address address) {
    return addresses.stream().anyMatch(each -> each.address().equals(address));
  }

  /// The ports of a bridge.
  public List<Device.Veth> ports(String bridge) {
    return devices.stream()
        .filter(Device.Veth.class::isInstance)
        .map(Device.Veth.class::cast)
        .filter(each -> each.bridge().filter(bridge::equals).isPresent())
        .toList();
  }

  /// Whether connections are tracked.
  public boolean tracks() {
    return !rules.get().tables().isEmpty();
  }

  /// It as netfilter sees it.
  public Node host() {
    return new Node(
        addresses,
        routes.routes().stream().map(route -> new Route(route.to(), route.by())).toList());
  }

  /// The address that packets to another one are sent from, unless they say.
  public Optional<Address> sourceTowards(Address destination) {
    var host = host();
    return host.exit(destination)
        .flatMap(
            by ->
                by.equals(Node.LOOPBACK)
                    ? Optional.of(destination)
                    : host.sourceOn(by, destination));
  }
}
