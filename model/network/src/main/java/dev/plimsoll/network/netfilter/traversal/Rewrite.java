package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Target.NatFlag;
import dev.plimsoll.network.netfilter.Target.NatRange;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a NAT target may make of a packet: all the ends it can choose from.
///
/// Linux 6.x `net/netfilter/nf_nat_core.c`, `get_unique_tuple`: a port that already lies in the
/// range is kept, unless `--random` asks otherwise.
///
/// @param isSource whether the source is rewritten, else the destination
/// @param ends the new ends, one of which is taken; empty if they cannot be told
/// @param addressKnown whether the new address is known; if not, the end keeps its old one
/// @param drawn the ports that the new one is drawn from, in place of the one that `ends` says; for
///     ICMP, all identifiers
record Rewrite(
    boolean isSource, List<Endpoint> ends, boolean addressKnown, Optional<PortRange> drawn) {

  /// More ends than this are not listed.
  private static final int MOST_ENDS = 64;

  /// The rewriting that a target asks for; nothing if it is no NAT target.
  static Optional<Rewrite> of(Target target, Walk walk, Node node) {
    return switch (target) {
      case Target.Dnat(var to, var flags) ->
          Optional.of(
              new Rewrite(
                  false,
                  ends(walk.destination, portable(to, walk), flags),
                  true,
                  drawnIdentifier(walk, flags)));
      case Target.Snat(var to, var flags) ->
          Optional.of(
              new Rewrite(
                  true,
                  ends(walk.source, portable(to, walk), flags),
                  true,
                  drawn(walk, to.ports(), flags)));
      case Target.Masquerade(var ports, var flags) ->
          Optional.of(masquerade(walk, node, ports, flags));
      case Target.Redirect(var ports, var flags) ->
          Optional.of(
              new Rewrite(
                  false, redirect(walk, node, ports, flags), true, drawnIdentifier(walk, flags)));
      case Target.Netmap(var to) -> Optional.of(netmap(walk, to));
      case Target other -> Optional.empty();
    };
  }

  private static List<Endpoint> ends(Endpoint old, NatRange to, Set<NatFlag> flags) {
    var ends = new ArrayList<Endpoint>(1);
    boolean isPortKept =
        !old.hasPort()
            || to.ports().isEmpty()
            || (!isRandom(flags) && to.ports().get().contains(old.port()));
    int firstPort = isPortKept ? old.port() : to.ports().get().first();
    int lastPort = isPortKept ? old.port() : to.ports().get().last();
    Address next = to.addresses().map(Target.Addresses::first).orElse(old.address());
    Address last = to.addresses().map(Target.Addresses::last).orElse(old.address());
    while (next.compareTo(last) < 0 && ends.size() <= MOST_ENDS) {
      addAll(ends, next, firstPort, lastPort);
      next = next.next();
    }
    addAll(ends, last, firstPort, lastPort);
    return ends.size() <= MOST_ENDS ? ends : List.of();
  }

  /// Adds the ends of one address, as long as there are few enough.
  private static void addAll(List<Endpoint> ends, Address address, int firstPort, int lastPort) {
    for (int port = firstPort; port <= lastPort && ends.size() <= MOST_ENDS; port++) {
      ends.add(new Endpoint(address, port));
    }
  }

  /// What of a range matters: no ports where connection tracking sees none.
  private static NatRange portable(NatRange to, Walk walk) {
    return walk.hasTrackedPorts() ? to : new NatRange(to.addresses(), Optional.empty());
  }

  /// The ports from which a source gets one where the rule asks for chance but names no ports.
  /// `nf_nat_core.c`, `nf_nat_l4proto_unique_tuple`.
  private static Optional<PortRange> drawn(
      Walk walk, Optional<PortRange> range, Set<NatFlag> flags) {
    if (!isRandom(flags) || range.isPresent() || !walk.hasTrackedPorts()) {
      return drawnIdentifier(walk, flags);
    }
    int old = walk.source.port();
    return Optional.of(
        old < 512
            ? new PortRange(1, 511)
            : old < 1024 ? new PortRange(600, 1023) : new PortRange(1024, 65535));
  }

  /// An ICMP packet gets another identifier, whichever of its ends is rewritten.
  private static Optional<PortRange> drawnIdentifier(Walk walk, Set<NatFlag> flags) {
    IpProtocol protocol = walk.packet.protocol();
    boolean icmp = protocol.equals(IpProtocol.ICMP) || protocol.equals(IpProtocol.ICMPV6);
    return icmp && isRandom(flags) ? Optional.of(new PortRange(0, 65535)) : Optional.empty();
  }

  private static boolean isRandom(Set<NatFlag> flags) {
    return flags.contains(NatFlag.RANDOM) || flags.contains(NatFlag.RANDOM_FULLY);
  }

  /// `nf_nat_masquerade.c`: the address of the interface by which the packet leaves.
  private static Rewrite masquerade(
      Walk walk, Node node, Optional<PortRange> ports, Set<NatFlag> flags) {
    Optional<Address> own =
        walk.out.flatMap(name -> node.sourceOn(name, walk.destination.address()));
    Endpoint end = walk.source.withAddress(own.orElse(walk.source.address()));
    return new Rewrite(
        true,
        ends(end, portable(new NatRange(Optional.empty(), ports), walk), flags),
        own.isPresent(),
        drawn(walk, ports, flags));
  }

  /// `nf_nat_redirect.c`: the loopback for packets made here, else the address of the interface
  /// by which the packet came. For a multicast address of IPv6 it has to be one of the same scope,
  /// and the node's are global.
  private static List<Endpoint> redirect(
      Walk walk, Node node, Optional<PortRange> ports, Set<NatFlag> flags) {
    boolean v4 = walk.destination.address().family() == Family.IPV4;
    Optional<Address> own =
        walk.hook == Hook.OUTPUT
            ? Optional.of(Address.parse(v4 ? "127.0.0.1" : "::1"))
            : !v4 && walk.destination.address().isMulticast()
                ? Optional.empty()
                : walk.in.flatMap(name -> node.firstOn(name, walk.source.address().family()));
    return own.map(
            address ->
                ends(
                    walk.destination.withAddress(address),
                    portable(new NatRange(Optional.empty(), ports), walk),
                    flags))
        .orElse(List.of());
  }

  /// `xt_NETMAP.c`: the destination on the way in, the source on the way out.
  private static Rewrite netmap(Walk walk, Prefix to) {
    boolean isSource = walk.hook == Hook.POSTROUTING || walk.hook == Hook.INPUT;
    Endpoint old = isSource ? walk.source : walk.destination;
    Address host = old.address().and(to.mask().complement());
    return new Rewrite(
        isSource, List.of(old.withAddress(to.address().or(host))), true, Optional.empty());
  }
}
