package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.memory.Words;

/// 64 bits that stand for a state, all of them as good as random: the sum of a word for each value
/// that a variable holds, so that those of successors are made from what a step changes. They
/// depend on the numbers that values and contents have got in this search; {@link
/// dev.plimsoll.checker.kernel.Fingerprints} are the same in every run, and dearer.
final class Fingerprint {

  /// The part of it that is a variable's.
  static long of(int slot, int number) {
    return Words.mix(Words.mix(((long) slot << Integer.SIZE) | number) + slot + 1);
  }

  /// That of a state; not 0.
  static long of(int[] state) {
    var sum = 0L;
    for (var slot = 0; slot < state.length; slot++) {
      sum += of(slot, state[slot]);
    }
    return sum == 0 ? 1 : sum;
  }

  /// That of the successor by a step.
  ///
  /// @param before that of the state
  static long after(Leaf leaf, long before, int[] state, int[] successor) {
    var sum = before;
    for (var i = 0; i < leaf.writes.length; i += 2) {
      sum += difference(leaf.writes[i], state, successor);
    }
    for (var i = 0; i < leaf.messages.length; i += 2) {
      sum += leaf.isFirst(i) ? difference(leaf.messages[i], state, successor) : 0;
    }
    return sum == 0 ? 1 : sum;
  }

  private static long difference(int slot, int[] state, int[] successor) {
    return of(slot, successor[slot]) - of(slot, state[slot]);
  }

  private Fingerprint() {}
}
