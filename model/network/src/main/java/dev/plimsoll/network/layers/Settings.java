package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.address.Address;
import java.util.Optional;
import java.util.OptionalInt;

/// What the objects of a cluster do not say of its network.
///
/// @param kind how pods of different nodes are joined
/// @param mtu of the nodes' cards, in bytes
/// @param podMtu of the pods' devices, where it is not what is left of `mtu`
/// @param wireMtu what the network between the nodes carries, where it is less than `mtu`
/// @param filtersBridged `net.bridge.bridge-nf-call-iptables`
/// @param hairpin whether the ports of the bridges are in hairpin mode
/// @param keepsClient whether a load balancer that rewrites destinations keeps the client's address
/// @param outside the address of the host outside; a documentation address where it is empty
public record Settings(
    NetworkKind kind,
    int mtu,
    OptionalInt podMtu,
    OptionalInt wireMtu,
    boolean filtersBridged,
    boolean hairpin,
    boolean keepsClient,
    Optional<Address> outside) {

  /// What flannel and the bridge plugin do by themselves, on Ethernet.
  public static Settings of(NetworkKind kind) {
    return new Settings(
        kind, 1500, OptionalInt.empty(), OptionalInt.empty(), true, true, true, Optional.empty());
  }

  /// The same with other MTUs.
  ///
  /// @param forPods of the pods' devices
  public Settings withMtu(int forNodes, OptionalInt forPods, OptionalInt forWire) {
    return new Settings(
        kind, forNodes, forPods, forWire, filtersBridged, hairpin, keepsClient, outside);
  }

  /// The same with bridges that do otherwise.
  public Settings withBridges(boolean filtered, boolean inHairpinMode) {
    return new Settings(kind, mtu, podMtu, wireMtu, filtered, inHairpinMode, keepsClient, outside);
  }

  /// The same where load balancers that rewrite keep the client's address, or do not.
  public Settings keepingClient(boolean kept) {
    return new Settings(kind, mtu, podMtu, wireMtu, filtersBridged, hairpin, kept, outside);
  }

  /// The same with another host outside.
  public Settings withOutside(Address address) {
    return new Settings(
        kind, mtu, podMtu, wireMtu, filtersBridged, hairpin, keepsClient, Optional.of(address));
  }
}
