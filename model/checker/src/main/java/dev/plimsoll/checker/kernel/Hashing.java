package dev.plimsoll.checker.kernel;

/// Hashes of states that can be brought up to date when one variable changes.
///
/// The hash of a state is the sum over its variables of a pseudo-random word for (slot, value), so
/// that a step costs a subtraction and an addition for each variable it writes (Zobrist, "A New
/// Hashing Method with Application for Game Playing", 1970).
public final class Hashing {

  private static final long SLOT = 0x9E3779B97F4A7C15L;
  private static final long FIRST = 0xBF58476D1CE4E5B9L;
  private static final long SECOND = 0x94D049BB133111EBL;

  /// The word of a value in a slot.
  public static long word(int slot, int id) {
    var z = (slot + 1) * SLOT + id;
    z = (z ^ (z >>> 30)) * FIRST;
    z = (z ^ (z >>> 27)) * SECOND;
    return z ^ (z >>> 31);
  }

  /// The hash of the state that starts at `offset`.
  public static long of(int[] states, int offset, int width) {
    var hash = 0L;
    for (var slot = 0; slot < width; slot++) {
      hash += word(slot, states[offset + slot]);
    }
    return hash;
  }

  private Hashing() {}
}
