package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.Optional;

/// What NAT has made of packets.
///
/// @param sourceKnown whether the new address of the source is known; if not, it keeps its old one
/// @param masqueraded whether a rule rewrote the source, if only to what it was
/// @param hasOtherSource whether answers go to another source: `IPS_SRC_NAT`
/// @param hasOtherDestination the same of the destination: `IPS_DST_NAT`
/// @param drawn the ports that the source's is drawn from; for ICMP, [#IDENTIFIERS]
record Translation(
    Rewriting source,
    Rewriting destination,
    boolean sourceKnown,
    boolean masqueraded,
    boolean hasOtherSource,
    boolean hasOtherDestination,
    Optional<PortRange> drawn) {

  /// What the identifier of an ICMP packet is drawn from.
  static final PortRange IDENTIFIERS = new PortRange(0, 65535);

  /// No change.
  static Translation none(Family family) {
    return new Translation(
        Rewriting.none(family),
        Rewriting.none(family),
        true,
        false,
        false,
        false,
        Optional.empty());
  }

  /// The same with another destination.
  ///
  /// @param other whether it is another at all
  Translation withDestination(Rewriting changed, boolean other) {
    return new Translation(source, changed, sourceKnown, masqueraded, hasOtherSource, other, drawn);
  }

  /// The same with another source.
  Translation withSource(Rewriting changed, boolean known, Optional<PortRange> from) {
    boolean other = !known || from.isPresent() || !changed.isNone();
    return new Translation(changed, destination, known, true, other, hasOtherDestination, from);
  }

  /// The source in the end: without a port if that is drawn; empty if the address is not known.
  Optional<Rewriting> shownSource() {
    if (!sourceKnown) {
      return Optional.empty();
    }
    boolean hidden = drawn.isPresent() && !drawn.get().equals(IDENTIFIERS);
    return Optional.of(hidden ? source.toPort(Endpoint.NO_PORT) : source);
  }
}
