package dev.plimsoll.network.netfilter.symbolic;

/// A mark under way: `(packet's & packetMask) ^ (connection's & connectionMask) ^ value`, of the
/// marks with which the packet came. Whatever rules do to marks has this form.
record MarkBits(int packetMask, int connectionMask, int value) {

  static final MarkBits OF_PACKET = new MarkBits(-1, 0, 0);
  static final MarkBits OF_CONNECTION = new MarkBits(0, -1, 0);

  /// `mark & mask`.
  MarkBits and(int mask) {
    return new MarkBits(packetMask & mask, connectionMask & mask, value & mask);
  }

  /// `mark ^ other`.
  MarkBits xor(MarkBits other) {
    return new MarkBits(
        packetMask ^ other.packetMask, connectionMask ^ other.connectionMask, value ^ other.value);
  }

  /// `mark ^ bits`.
  MarkBits xor(int bits) {
    return new MarkBits(packetMask, connectionMask, value ^ bits);
  }

  /// The packets for which `(mark & mask) == wanted`.
  int is(int wanted, int mask, HeaderSpace space) {
    Diagrams diagrams = space.diagrams;
    if ((wanted & ~mask) != 0) {
      return Diagrams.EMPTY;
    }
    int set = Diagrams.FULL;
    for (int up = 0; up < 32; up++) {
      int one = 1 << up;
      if ((mask & one) != 0) {
        int bit = (value & one) != 0 ? Diagrams.FULL : Diagrams.EMPTY;
        bit = flipped(bit, packetMask & one, space.mark, up, diagrams);
        bit = flipped(bit, connectionMask & one, space.connectionMark, up, diagrams);
        set = diagrams.and(set, (wanted & one) != 0 ? bit : diagrams.not(bit));
      }
    }
    return set;
  }

  private static int flipped(int bit, int applies, Field field, int up, Diagrams diagrams) {
    if (applies == 0) {
      return bit;
    }
    int other = diagrams.literal(field.end() - 1 - up);
    return diagrams.or(diagrams.minus(bit, other), diagrams.minus(other, bit));
  }
}
