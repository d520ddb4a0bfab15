package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.traversal.Packet;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A set of packets, as they come.
public final class PacketSet {

  private final HeaderSpace space;
  private final int function;
  private final int value;

  /// The packets for which a function has a value. The set itself is made when it is asked for:
  /// of thousands of classes few are looked at.
  PacketSet(HeaderSpace space, int function, int value) {
    this.space = space;
    this.function = function;
    this.value = value;
  }

  private int set() {
    return space.diagrams.is(value, function);
  }

  public boolean isEmpty() {
    return set() == Diagrams.EMPTY;
  }

  /// The number of its packets.
  public BigInteger size() {
    return space.size(set());
  }

  /// Whether a packet is in it.
  ///
  /// @throws IllegalArgumentException if the packet is none that the rules can tell from others
  public boolean contains(Packet packet) {
    return Packets.value(space, function, packet) == value;
  }

  /// Its most ordinary packet: new, TCP, a SYN, made of simple numbers, as far as there is one.
  ///
  /// @throws java.util.NoSuchElementException if there is none
  public Packet sample() {
    return Packets.ordinary(space, set());
  }

  /// One of its packets by chance.
  ///
  /// @param coin tossed for every bit that may be either
  /// @throws java.util.NoSuchElementException if there is none
  public Packet sample(BooleanSupplier coin) {
    return Packets.any(space, set(), coin);
  }

  /// Its packets in words: lists of conditions on the header, no packet in two of them.
  ///
  /// @param most the number of lists; a last one, `...`, stands for what is left
  public List<List<String>> conditions(int most) {
    return new Wording(space, most).of(set());
  }
}
