package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Target.NatFlag;
import dev.plimsoll.network.netfilter.Target.NatRange;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What a NAT target may make of a packet: all the ends it can choose from.
///
/// Linux 6.x `net/netfilter/nf_nat_core.c`, `get_unique_tuple`: a port that already lies in the
/// range is kept, unless `--random` asks otherwise.
///
/// @param isSource whether the source is rewritten, else the destination
/// @param ends the new ends, one of which is taken; empty if they cannot be told
/// @param addressKnown whether the new address is known; if not, the end keeps its old one
record Rewrite(boolean isSource, List<Endpoint> ends, boolean addressKnown) {

  /// More ends than this are not listed.
  private static final int MOST_ENDS = 64;

  /// The rewriting that a target asks for; nothing if it is no NAT target.
  static Optional<Rewrite> of(Target target, Walk walk, Node node) {
    return switch (target) {
      case Target.Dnat(var to, var flags) ->
          Optional.of(new Rewrite(false, ends(walk.destination, to, flags), true));
      case Target.Snat(var to, var flags) ->
          Optional.of(new Rewrite(true, ends(walk.source, to, flags), true));
      case Target.Masquerade(var ports, var flags) ->
          Optional.of(masquerade(walk, node, ports, flags));
      case Target.Redirect(var ports, var flags) ->
          Optional.of(new Rewrite(false, redirect(walk, node, ports, flags), true));
      case Target.Netmap(var to) -> Optional.of(netmap(walk, to));
      case Target other -> Optional.empty();
    };
  }

  private static List<Endpoint> ends(Endpoint old, NatRange to, Set<NatFlag> flags) {
    var addresses = new ArrayList<Address>();
    to.addresses()
        .ifPresentOrElse(
            range -> {
              Address next = range.first();
              while (addresses.size() <= MOST_ENDS && next.compareTo(range.last()) < 0) {
                addresses.add(next);
                next = next.next();
              }
              addresses.add(next);
            },
            () -> addresses.add(old.address()));
    var ends = new ArrayList<Endpoint>();
    for (Address address : addresses) {
      for (int port : ports(old, to.ports(), flags)) {
        ends.add(new Endpoint(address, port));
      }
    }
    return ends.size() <= MOST_ENDS ? ends : List.of();
  }

  /// The ports that an end may get.
  private static List<Integer> ports(Endpoint old, Optional<PortRange> range, Set<NatFlag> flags) {
    boolean random = flags.contains(NatFlag.RANDOM) || flags.contains(NatFlag.RANDOM_FULLY);
    if (!old.hasPort() || range.isEmpty() || (!random && range.get().contains(old.port()))) {
      return List.of(old.port());
    }
    return IntStream.rangeClosed(range.get().first(), range.get().last())
        .limit(MOST_ENDS + 1L)
        .boxed()
        .toList();
  }

  /// `nf_nat_masquerade.c`: the address of the interface by which the packet leaves.
  private static Rewrite masquerade(
      Walk walk, Node node, Optional<PortRange> ports, Set<NatFlag> flags) {
    Optional<Address> own =
        walk.out.flatMap(name -> node.addressOn(name, walk.destination.address()));
    Endpoint end = walk.source.withAddress(own.orElse(walk.source.address()));
    return new Rewrite(
        true, ends(end, new NatRange(Optional.empty(), ports), flags), own.isPresent());
  }

  /// `nf_nat_redirect.c`: the loopback for packets made here, else the address of the interface
  /// by which the packet came.
  private static List<Endpoint> redirect(
      Walk walk, Node node, Optional<PortRange> ports, Set<NatFlag> flags) {
    boolean v4 = walk.destination.address().family() == Family.IPV4;
    Optional<Address> own =
        walk.hook == Hook.OUTPUT
            ? Optional.of(Address.parse(v4 ? "127.0.0.1" : "::1"))
            : walk.in.flatMap(name -> node.addressOn(name, walk.source.address()));
    return own.map(
            address ->
                ends(
                    walk.destination.withAddress(address),
                    new NatRange(Optional.empty(), ports),
                    flags))
        .orElse(List.of());
  }

  /// `xt_NETMAP.c`: the destination on the way in, the source on the way out.
  private static Rewrite netmap(Walk walk, Prefix to) {
    boolean isSource = walk.hook == Hook.POSTROUTING || walk.hook == Hook.INPUT;
    Endpoint old = isSource ? walk.source : walk.destination;
    Address host = old.address().and(to.mask().complement());
    return new Rewrite(isSource, List.of(old.withAddress(to.address().or(host))), true);
  }
}
