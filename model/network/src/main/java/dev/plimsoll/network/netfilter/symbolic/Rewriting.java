package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import java.util.OptionalInt;

/// What became of an end of a packet: the same change for all packets of a set.
///
/// @param kept the bits of the address that are as they came
/// @param added the other bits
/// @param port the new port, [Endpoint#NO_PORT] if it is drawn by chance; empty if it is as it came
public record Rewriting(Address kept, Address added, OptionalInt port) {

  /// No change.
  static Rewriting none(Family family) {
    Address ones = Address.mask(family, Bits.width(family));
    return new Rewriting(ones, ones.complement(), OptionalInt.empty());
  }

  /// Whether the end is as it came.
  public boolean isNone() {
    return kept.complement().isUnspecified() && port.isEmpty();
  }

  private boolean isDrawn() {
    return port.isPresent() && port.getAsInt() == Endpoint.NO_PORT;
  }

  /// Whether nothing of the address is as it came.
  boolean isAddressGiven() {
    return kept.isUnspecified();
  }

  /// The same with another address.
  Rewriting to(Address address) {
    return new Rewriting(address.and(address.complement()), address, port);
  }

  /// The same with the bits of a mask replaced.
  Rewriting under(Address mask, Address value) {
    Address rest = mask.complement();
    return new Rewriting(kept.and(rest), added.and(rest).or(value.and(mask)), port);
  }

  /// The same with another port.
  Rewriting toPort(int other) {
    return new Rewriting(kept, added, OptionalInt.of(other));
  }

  /// The end of one packet after the change.
  public Endpoint of(Endpoint end) {
    var changed = new Endpoint(end.address().and(kept).or(added), end.port());
    return end.hasPort() && port.isPresent() ? changed.withPort(port.getAsInt()) : changed;
  }

  /// The bits of the address, from those that it came with.
  Bits address(Diagrams diagrams, Field field) {
    var bits = new int[field.width()];
    for (int i = 0; i < bits.length; i++) {
      int given = Bits.bit(added, i) ? Diagrams.FULL : Diagrams.EMPTY;
      bits[i] = Bits.bit(kept, i) ? diagrams.literal(field.first() + i) : given;
    }
    return new Bits(diagrams, bits);
  }

  /// As in a table: `unchanged`, `10.244.1.5:8080`, `port 80`, or what replaces part of an address.
  @Override
  public String toString() {
    if (isNone()) {
      return "unchanged";
    }
    if (isAddressGiven()) {
      return new Endpoint(added, port.orElse(Endpoint.NO_PORT)).toString();
    }
    String ports =
        port.isEmpty() ? "" : isDrawn() ? "another port, by chance" : "port " + port.getAsInt();
    return kept.complement().isUnspecified()
        ? ports
        : (added + " and the bits of " + kept + " " + ports).strip();
  }
}
