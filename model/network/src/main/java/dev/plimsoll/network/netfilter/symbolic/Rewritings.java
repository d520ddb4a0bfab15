package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Target.NatFlag;
import dev.plimsoll.network.netfilter.Target.NatRange;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What NAT targets make of a set of packets; what `Rewrite` says of one.
///
/// Linux 6.x `net/netfilter/nf_nat_core.c`, `get_unique_tuple`.
final class Rewritings {

  /// More ends than this are not listed.
  private static final int MOST_ENDS = 64;

  /// Packets and what they look like afterwards: one of several headers, equally likely.
  ///
  /// @param after empty if it cannot be told
  record Part(int set, List<Changed> after) {}

  /// One header that packets may have afterwards, and the new end as an assumption names it.
  record Changed(Header header, String end) {}

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final Addresses addresses;
  private final Conditions conditions;

  Rewritings(HeaderSpace space, Addresses addresses, Conditions conditions) {
    this.space = space;
    this.diagrams = space.diagrams;
    this.addresses = addresses;
    this.conditions = conditions;
  }

  /// What a target makes of packets: parts that cover them.
  ///
  /// @throws IllegalArgumentException if it is no NAT target
  List<Part> of(Target target, Hook hook, int set, Header header) {
    var parts = new ArrayList<Part>();
    switch (target) {
      case Target.Dnat(var to, var flags) -> ends(parts, set, header, false, true, to, flags);
      case Target.Snat(var to, var flags) -> ends(parts, set, header, true, true, to, flags);
      case Target.Masquerade(var ports, var flags) ->
          own(header.out(), Side.DESTINATION, header)
              .forEach(
                  (own, where) ->
                      ends(
                          parts,
                          diagrams.and(set, where),
                          header,
                          true,
                          own.isPresent(),
                          range(own, ports),
                          flags));
      case Target.Redirect(var ports, var flags) ->
          redirect(parts, hook, set, header, ports, flags);
      case Target.Netmap(var to) -> {
        boolean source = hook == Hook.POSTROUTING || hook == Hook.INPUT;
        Rewriting old = source ? header.source() : header.destination();
        change(parts, set, header, source, true, List.of(old.under(to.mask(), to.address())));
      }
      case Target other -> throw new IllegalArgumentException(other + ": expected a target of NAT");
    }
    return parts;
  }

  private static NatRange range(Optional<Address> own, Optional<PortRange> ports) {
    return new NatRange(own.map(one -> new Target.Addresses(one, one)), ports);
  }

  /// The node's address on the interface: one for each set of packets.
  private Map<Optional<Address>, Integer> own(Optional<String> name, Side towards, Header header) {
    return name.isEmpty()
        ? Map.of(Optional.empty(), Diagrams.FULL)
        : addresses.on(name.get(), conditions.end(towards, header).address());
  }

  /// `nf_nat_redirect.c`.
  private void redirect(
      List<Part> parts,
      Hook hook,
      int set,
      Header header,
      Optional<PortRange> ports,
      Set<NatFlag> flags) {
    if (hook == Hook.OUTPUT) {
      Address own = Address.parse(space.family == Family.IPV4 ? "127.0.0.1" : "::1");
      ends(parts, set, header, false, true, range(Optional.of(own), ports), flags);
      return;
    }
    for (Optional<String> name : addresses.interfaces()) {
      int here = diagrams.and(set, conditions.on(header, name.orElse("")::equals));
      own(name, Side.SOURCE, header)
          .forEach(
              (own, where) -> {
                int those = diagrams.and(here, where);
                if (own.isEmpty()) {
                  add(parts, those, List.of());
                } else {
                  ends(parts, those, header, false, true, range(own, ports), flags);
                }
              });
    }
  }

  /// The packets that keep their ports, and those that get another.
  private void ends(
      List<Part> parts,
      int set,
      Header header,
      boolean source,
      boolean known,
      NatRange to,
      Set<NatFlag> flags) {
    boolean random = flags.contains(NatFlag.RANDOM) || flags.contains(NatFlag.RANDOM_FULLY);
    int keeping = set;
    if (to.ports().isPresent()) {
      PortRange range = to.ports().get();
      int may = diagrams.and(set, space.withPorts);
      if (!random && range.first() <= range.last()) {
        Side side = source ? Side.SOURCE : Side.DESTINATION;
        Bits port = conditions.end(side, header).port();
        may = diagrams.minus(may, port.between(range.first(), range.last()));
      }
      keeping = diagrams.minus(set, may);
      change(parts, may, header, source, known, ends(header, source, to, Optional.of(range)));
    }
    change(parts, keeping, header, source, known, ends(header, source, to, Optional.empty()));
  }

  private static List<Rewriting> ends(
      Header header, boolean source, NatRange to, Optional<PortRange> ports) {
    Rewriting old = source ? header.source() : header.destination();
    var ends = new ArrayList<Rewriting>();
    to.addresses()
        .ifPresentOrElse(
            range -> {
              Address next = range.first();
              while (ends.size() <= MOST_ENDS && next.compareTo(range.last()) < 0) {
                ends.add(old.to(next));
                next = next.next();
              }
              ends.add(old.to(next));
            },
            () -> ends.add(old));
    if (ports.isEmpty()) {
      return ends;
    }
    var both = new ArrayList<Rewriting>();
    for (Rewriting end : ends) {
      int last = Math.min(ports.get().last(), ports.get().first() + MOST_ENDS);
      for (int port = ports.get().first(); port <= last; port++) {
        both.add(end.toPort(port));
      }
    }
    return both;
  }

  /// Packets get one of several ends. Where a packet had that end already, nothing changes.
  private void change(
      List<Part> parts,
      int set,
      Header header,
      boolean source,
      boolean known,
      List<Rewriting> ends) {
    if (ends.isEmpty() || ends.size() > MOST_ENDS) {
      add(parts, set, List.of());
      return;
    }
    var same = ends.stream().map(end -> same(end, source)).toList();
    int rest = set;
    for (int i = 0; i < ends.size(); i++) {
      int here = diagrams.and(rest, same.get(i));
      add(parts, here, headers(header, source, known, ends, i));
      rest = diagrams.minus(rest, here);
    }
    add(parts, rest, headers(header, source, known, ends, -1));
  }

  private List<Changed> headers(
      Header header, boolean source, boolean known, List<Rewriting> ends, int unchanged) {
    var headers = new ArrayList<Changed>();
    for (int i = 0; i < ends.size(); i++) {
      Rewriting end = i == unchanged ? Rewriting.none(space.family) : ends.get(i);
      headers.add(
          new Changed(
              source ? header.withSource(end, known) : header.withDestination(end),
              ends.get(i).toString()));
    }
    return headers;
  }

  /// The packets that come with the end that they would get.
  private int same(Rewriting end, boolean source) {
    Bits came = space.bits(source ? space.source : space.destination);
    Address given = end.kept().complement();
    int set = Diagrams.FULL;
    for (int i = Bits.width(space.family) - 1; i >= 0; i--) {
      if (Bits.bit(given, i)) {
        int bit = came.bit(i);
        set = diagrams.and(Bits.bit(end.added(), i) ? bit : diagrams.not(bit), set);
      }
    }
    OptionalInt port = end.port();
    return port.isEmpty()
        ? set
        : diagrams.and(
            set, space.bits(source ? space.sourcePort : space.destinationPort).is(port.getAsInt()));
  }

  private static void add(List<Part> parts, int set, List<Changed> after) {
    if (set != Diagrams.EMPTY) {
      parts.add(new Part(set, after));
    }
  }
}
