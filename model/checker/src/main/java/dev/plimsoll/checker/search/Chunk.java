package dev.plimsoll.checker.search;

import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.kernel.Leaf;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/// Some states that are to be expanded: folded, or as they are, with their fingerprints.
final class Chunk {

  private static final int[] FOLDED = {};

  /// How many a chunk holds.
  static final int CAPACITY = 1024;

  /// The states, folded; or their fingerprints.
  final long[] words = new long[CAPACITY];

  /// By state: the number of a step that led to it.
  final int[] steps = new int[CAPACITY];

  int size;

  /// The states one after another, where they are not folded.
  private final int[] states;

  /// No states.
  ///
  /// @param width the number of variables, where states are not folded; otherwise 0
  Chunk(int width) {
    states = width == 0 ? FOLDED : new int[CAPACITY * width];
  }

  /// States of which it is not known what led to them, as they were written down.
  Chunk(Archive.Reader in) {
    var saved = in.longs();
    System.arraycopy(saved, 0, words, 0, saved.length);
    Arrays.fill(steps, Leaf.NO_STEP);
    size = saved.length;
    var rows = in.integers();
    states = rows.length == 0 ? FOLDED : Arrays.copyOf(rows, CAPACITY * (rows.length / size));
  }

  /// Writes the states down, not what led to them.
  void save(Archive.Writer out) {
    out.numbers(Arrays.copyOf(words, size));
    out.numbers(Arrays.copyOf(states, states.length / CAPACITY * size));
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  /// Adds a state of a batch.
  void add(Batch batch, int index) {
    words[size] = batch.words[index];
    steps[size] = batch.steps[index];
    var width = states.length / CAPACITY;
    System.arraycopy(batch.states, index * width, states, size * width, width);
    size++;
  }

  /// Adds a folded state of which it does not matter what led to it.
  void add(long word) {
    words[size] = word;
    steps[size] = Leaf.NO_STEP;
    size++;
  }

  /// Puts a state that is not folded into an array.
  void read(int index, int[] state) {
    System.arraycopy(states, index * state.length, state, 0, state.length);
  }

  /// Does something with each state's word.
  void forEach(LongConsumer consumer) {
    for (var i = 0; i < size; i++) {
      consumer.accept(words[i]);
    }
  }

  /// Replaces each state by another.
  void replaceAll(LongUnaryOperator change) {
    for (var i = 0; i < size; i++) {
      words[i] = change.applyAsLong(words[i]);
    }
  }
}
