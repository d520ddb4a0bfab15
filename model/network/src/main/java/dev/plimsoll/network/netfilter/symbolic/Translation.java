package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import java.util.Optional;

/// What NAT has made of packets.
///
/// @param sourceKnown whether the new address of the source is known; if not, it keeps its old one
/// @param masqueraded whether a rule rewrote the source, if only to what it was
/// @param hasOtherSource whether answers go to another source: `IPS_SRC_NAT`
/// @param hasOtherDestination the same of the destination: `IPS_DST_NAT`
/// @param isDrawn whether the source's port, or for ICMP the identifier, is drawn by chance
record Translation(
    Rewriting source,
    Rewriting destination,
    boolean sourceKnown,
    boolean masqueraded,
    boolean hasOtherSource,
    boolean hasOtherDestination,
    boolean isDrawn) {

  /// No change.
  static Translation none(Family family) {
    return new Translation(
        Rewriting.none(family), Rewriting.none(family), true, false, false, false, false);
  }

  /// The same with another destination.
  ///
  /// @param other whether it is another at all
  Translation withDestination(Rewriting changed, boolean other) {
    return new Translation(
        source, changed, sourceKnown, masqueraded, hasOtherSource, other, isDrawn);
  }

  /// The same with another source.
  Translation withSource(Rewriting changed, boolean known, boolean drawn) {
    boolean other = !known || drawn || !changed.isNone();
    return new Translation(changed, destination, known, true, other, hasOtherDestination, drawn);
  }

  /// The source in the end: without a port if that is drawn; empty if the address is not known.
  Optional<Rewriting> shownSource() {
    if (!sourceKnown) {
      return Optional.empty();
    }
    return Optional.of(isDrawn ? source.toPort(Endpoint.NO_PORT) : source);
  }
}
