package dev.plimsoll.network.topology;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Network namespaces and what joins them.
///
/// @param namespaces by name
/// @param segments by name
/// @param balancers what the router does with addresses of Services
public record Topology(
    SortedMap<String, NetworkNamespace> namespaces,
    SortedMap<String, Segment> segments,
    List<Balancing> balancers) {

  /// Copies the collections; refuses devices on segments, and ends of pairs, that are not there.
  public Topology {
    namespaces = Collections.unmodifiableSortedMap(new TreeMap<>(namespaces));
    segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
    balancers = List.copyOf(balancers);
    for (var namespace : namespaces.values()) {
      for (var device : namespace.devices()) {
        var isJoined =
            switch (device) {
              case Device.Ethernet card -> segments.containsKey(card.segment());
              case Device.Veth veth -> isThere(namespaces, veth.peer());
              case Device.Bridge _, Device.Vxlan _ -> true;
            };
        if (!isJoined) {
          throw new IllegalArgumentException(
              "expected something for %s of %s to be joined to"
                  .formatted(device.name(), namespace.name()));
        }
      }
    }
  }

  private static boolean isThere(SortedMap<String, NetworkNamespace> namespaces, Mac mac) {
    var namespace = namespaces.get(mac.namespace());
    return namespace != null && namespace.find(mac.device()).isPresent();
  }

  /// A namespace.
  ///
  /// @throws IllegalArgumentException if there is none of the name
  public NetworkNamespace namespace(String name) {
    return Optional.ofNullable(namespaces.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no namespace " + name));
  }

  /// A segment.
  ///
  /// @throws IllegalArgumentException if there is none of the name
  public Segment segment(String name) {
    return Optional.ofNullable(segments.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no segment " + name));
  }

  /// The namespace that has an address; of several, the first by name.
  public Optional<NetworkNamespace> owner(Address address) {
    return namespaces.values().stream().filter(each -> each.has(address)).findFirst();
  }

  /// What is done at the router with packets to an address and port.
  public Optional<Balancing> balancing(IpProtocol protocol, Endpoint destination) {
    return balancers.stream().filter(each -> each.isFor(protocol, destination)).findFirst();
  }

  /// The hardware address that a neighbour's address is sent to by a device: what is known, else
  /// whoever answers when it is asked for. A host answers for all of its addresses, whichever
  /// device they are of (`arp_ignore=0`); nobody is asked behind a tunnel, as flannel has it.
  public Optional<Mac> resolve(NetworkNamespace from, String by, Address address) {
    var known = Optional.ofNullable(from.neighbours().get(address));
    if (known.isPresent()) {
      return known;
    }
    return switch (from.device(by)) {
      case Device.Ethernet card -> onSegment(card.segment(), address);
      case Device.Bridge bridge -> atPort(from, bridge.name(), address);
      case Device.Veth veth -> acrossPair(veth, address);
      case Device.Vxlan _ -> Optional.empty();
    };
  }

  private Optional<Mac> onSegment(String segment, Address address) {
    return namespaces.values().stream()
        .filter(each -> each.has(address))
        .flatMap(
            each ->
                each.devices().stream()
                    .filter(device -> isOn(device, segment))
                    .map(device -> each.mac(device.name())))
        .findFirst();
  }

  private static boolean isOn(Device device, String segment) {
    return device instanceof Device.Ethernet card && card.segment().equals(segment);
  }

  private Optional<Mac> atPort(NetworkNamespace node, String bridge, Address address) {
    return node.ports(bridge).stream()
        .map(Device.Veth::peer)
        .filter(peer -> namespace(peer.namespace()).has(address))
        .findFirst();
  }

  private Optional<Mac> acrossPair(Device.Veth veth, Address address) {
    var other = namespace(veth.peer().namespace());
    if (!(other.device(veth.peer().device()) instanceof Device.Veth end)) {
      return Optional.empty();
    }
    if (end.bridge().isEmpty()) {
      return other.has(address) ? Optional.of(veth.peer()) : Optional.empty();
    }
    var bridge = end.bridge().get();
    return other.has(address) ? Optional.of(other.mac(bridge)) : atPort(other, bridge, address);
  }
}
