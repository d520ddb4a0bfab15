package dev.plimsoll.checker.memory;

/// What is done with words of 64 bits.
public final class Words {

  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xD6E8FEB86659FD93L;

  /// A word that depends on every bit of the given one, the upper bits most: to be hashed by.
  /// Different words give different ones (after Stafford's variants of MurmurHash3's finalizer).
  public static long mix(long word) {
    var z = (word ^ (word >>> 32)) * FIRST;
    return (z ^ (z >>> 32)) * SECOND;
  }

  /// How many bits the numbers below `count` need.
  public static int bits(int count) {
    return count <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
  }

  private Words() {}
}
