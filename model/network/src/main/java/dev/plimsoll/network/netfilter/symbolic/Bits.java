package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;

/// A number whose bits depend on the header: a set of headers for each bit, the highest first.
///
/// A field of the header is one, and so is what rewriting made of it.
final class Bits {

  private final Diagrams diagrams;
  private final int[] bits;

  /// A number of bits that are given, the highest first.
  Bits(Diagrams diagrams, int[] bits) {
    this.diagrams = diagrams;
    this.bits = bits.clone();
  }

  /// Where a bit is 1.
  int bit(int index) {
    return bits[index];
  }

  /// The bits of a field of the header.
  static Bits of(Diagrams diagrams, Field field) {
    var bits = new int[field.width()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = diagrams.literal(field.first() + i);
    }
    return new Bits(diagrams, bits);
  }

  /// The number of bits of an address.
  static int width(Family family) {
    return family == Family.IPV4 ? 32 : 128;
  }

  /// One bit of an address, counted from the highest.
  static boolean bit(Address address, int index) {
    int up = width(address.family()) - 1 - index;
    return ((up >= 64 ? address.high() >>> (up - 64) : address.low() >>> up) & 1) == 1;
  }

  /// Where it lies in a prefix; nowhere if that is of the other family.
  int in(Prefix prefix) {
    if (bits.length != width(prefix.family())) {
      return Diagrams.EMPTY;
    }
    int set = Diagrams.FULL;
    for (int i = bits.length - 1; i >= 0; i--) {
      if (bit(prefix.mask(), i)) {
        set = diagrams.and(bit(prefix.address(), i) ? bits[i] : diagrams.not(bits[i]), set);
      }
    }
    return set;
  }

  /// Where it lies between two addresses, both included; nowhere if they are of the other family.
  int between(Address first, Address last) {
    if (bits.length != width(first.family())) {
      return Diagrams.EMPTY;
    }
    int atLeast = Diagrams.FULL;
    int atMost = Diagrams.FULL;
    for (int i = bits.length - 1; i >= 0; i--) {
      atLeast = atLeast(i, bit(first, i), atLeast);
      atMost = atMost(i, bit(last, i), atMost);
    }
    return diagrams.and(atLeast, atMost);
  }

  /// Where it is a number.
  int is(int number) {
    return between(number, number);
  }

  /// Where it lies between two numbers, both included.
  int between(int first, int last) {
    int atLeast = Diagrams.FULL;
    int atMost = Diagrams.FULL;
    for (int i = bits.length - 1; i >= 0; i--) {
      int up = bits.length - 1 - i;
      atLeast = atLeast(i, ((first >>> up) & 1) == 1, atLeast);
      atMost = atMost(i, ((last >>> up) & 1) == 1, atMost);
    }
    return diagrams.and(atLeast, atMost);
  }

  private int atLeast(int index, boolean bound, int below) {
    return bound ? diagrams.and(bits[index], below) : diagrams.or(bits[index], below);
  }

  private int atMost(int index, boolean bound, int below) {
    int zero = diagrams.not(bits[index]);
    return bound ? diagrams.or(zero, below) : diagrams.and(zero, below);
  }
}
