package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Target.NatFlag;
import dev.plimsoll.network.netfilter.Target.NatRange;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
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
      case Target.Dnat(var to, var flags) ->
          new Change(parts, header, false, true, flags).ends(set, to);
      case Target.Snat(var to, var flags) ->
          new Change(parts, header, true, true, flags).ends(set, to);
      case Target.Masquerade(var ports, var flags) ->
          own(header)
              .forEach(
                  (own, where) ->
                      new Change(parts, header, true, own.isPresent(), flags)
                          .ends(diagrams.and(set, where), range(own, ports)));
      case Target.Redirect(var ports, var flags) ->
          redirect(new Change(parts, header, false, true, flags), hook, set, ports);
      case Target.Netmap(var to) -> {
        boolean source = hook == Hook.POSTROUTING || hook == Hook.INPUT;
        Rewriting old = source ? header.source() : header.destination();
        var change = new Change(parts, header, source, true, Set.of());
        change.to(set, List.of(old.under(to.mask(), to.address())), false);
      }
      case Target other -> throw new IllegalArgumentException(other + ": expected a target of NAT");
    }
    return parts;
  }

  private static NatRange range(Optional<Address> own, Optional<PortRange> ports) {
    return new NatRange(own.map(one -> new Target.Addresses(one, one)), ports);
  }

  /// The address for masquerading: one for each set of packets.
  private Map<Optional<Address>, Integer> own(Header header) {
    return header.out().isEmpty()
        ? Map.of(Optional.empty(), Diagrams.FULL)
        : addresses.sourceOn(
            header.out().get(), conditions.ends().now(Side.DESTINATION, header).address());
  }

  /// `nf_nat_redirect.c`.
  private void redirect(Change change, Hook hook, int set, Optional<PortRange> ports) {
    boolean v4 = space.family == Family.IPV4;
    if (hook == Hook.OUTPUT) {
      Address own = Address.parse(v4 ? "127.0.0.1" : "::1");
      change.ends(set, range(Optional.of(own), ports));
      return;
    }
    Bits destination = conditions.ends().now(Side.DESTINATION, change.header).address();
    int groups = v4 ? Diagrams.EMPTY : diagrams.and(set, addresses.multicast(destination));
    change.unknown(groups);
    for (Optional<String> name : addresses.interfaces()) {
      int come = conditions.on(change.header, name.orElse("")::equals);
      int here = diagrams.and(diagrams.minus(set, groups), come);
      name.flatMap(addresses::firstOn)
          .ifPresentOrElse(
              own -> change.ends(here, range(Optional.of(own), ports)), () -> change.unknown(here));
    }
  }

  /// One end that is rewritten.
  private final class Change {

    /// Where the outcome is noted.
    private final List<Part> parts;

    private final Header header;

    /// Whether it is the source, else the destination.
    private final boolean source;

    /// Whether the new address is known.
    private final boolean known;

    /// Whether the rule asks for chance.
    private final boolean random;

    Change(List<Part> parts, Header header, boolean source, boolean known, Set<NatFlag> flags) {
      this.parts = parts;
      this.header = header;
      this.source = source;
      this.known = known;
      random = flags.contains(NatFlag.RANDOM) || flags.contains(NatFlag.RANDOM_FULLY);
    }

    /// Packets that get what cannot be told.
    void unknown(int set) {
      add(set, List.of());
    }

    /// The packets that get a port of the range, those that get one drawn, and the others.
    void ends(int set, NatRange to) {
      int rest = set;
      if (to.ports().isPresent()) {
        PortRange range = to.ports().get();
        int changed = diagrams.and(set, space.withTrackedPorts);
        if (!random && range.first() <= range.last()) {
          Bits port = conditions.ends().now(source ? Side.SOURCE : Side.DESTINATION, header).port();
          changed = diagrams.minus(changed, port.between(range.first(), range.last()));
        }
        to(changed, listed(to, Optional.of(range)), false);
        rest = diagrams.minus(set, changed);
      }
      int drawn = random ? diagrams.and(rest, drawn(to)) : Diagrams.EMPTY;
      var ends = listed(to, Optional.empty());
      to(drawn, ends, true);
      to(diagrams.minus(rest, drawn), ends, false);
    }

    /// The packets whose port or identifier is drawn where a rule asks for chance: an ICMP packet
    /// gets another identifier, whichever of its ends is rewritten.
    private int drawn(NatRange to) {
      int icmp = diagrams.or(space.of(IpProtocol.ICMP), space.of(IpProtocol.ICMPV6));
      return source && to.ports().isEmpty() ? diagrams.or(icmp, space.withTrackedPorts) : icmp;
    }

    private List<Rewriting> listed(NatRange to, Optional<PortRange> ports) {
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
    ///
    /// @param drawn whether the port or identifier is drawn by chance
    void to(int set, List<Rewriting> ends, boolean drawn) {
      if (ends.isEmpty() || ends.size() > MOST_ENDS) {
        unknown(set);
        return;
      }
      var same = ends.stream().map(end -> same(end, source)).toList();
      int rest = set;
      for (int i = 0; i < ends.size(); i++) {
        int here = diagrams.and(rest, same.get(i));
        add(here, headers(ends, i, drawn));
        rest = diagrams.minus(rest, here);
      }
      add(rest, headers(ends, -1, drawn));
    }

    private List<Changed> headers(List<Rewriting> ends, int unchanged, boolean drawn) {
      var headers = new ArrayList<Changed>();
      Translation before = header.translation();
      for (int i = 0; i < ends.size(); i++) {
        Rewriting end = i == unchanged ? Rewriting.none(space.family) : ends.get(i);
        Translation after =
            source
                ? before.withSource(end, known, drawn)
                : before.withDestination(end, drawn || !end.isNone());
        headers.add(new Changed(header.translated(after), ends.get(i).toString()));
      }
      return headers;
    }

    private void add(int set, List<Changed> after) {
      if (set != Diagrams.EMPTY) {
        parts.add(new Part(set, after));
      }
    }
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
}
