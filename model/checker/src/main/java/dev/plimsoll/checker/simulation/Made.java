package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.memory.WordList;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What comes of a run: filled in while it is made.
final class Made {

  /// The number of the run, from 1.
  final long number;

  /// Steps by rule.
  final long[] fired;

  /// The fingerprints of the states that it came to; some may be there more than once.
  final WordList states = new WordList();

  /// Steps in all.
  long steps;

  /// The most steps that it was away from its initial state.
  int longest;

  /// Whether it came to a state that no step changes.
  boolean rested;

  /// `sometimes` claims that it saw, by place in the order of declaration.
  BitSet seen = new BitSet();

  /// What it found wrong, with which it ended; null if it found nothing.
  @Nullable Finding finding;

  /// @param rules how many the model has
  Made(long number, int rules) {
    this.number = number;
    fired = new long[rules];
  }

  /// Counts a step.
  ///
  /// @param depth how far from the initial state it led
  void step(Memo rule, int depth) {
    steps++;
    fired[rule.index]++;
    longest = Math.max(longest, depth);
  }
}
