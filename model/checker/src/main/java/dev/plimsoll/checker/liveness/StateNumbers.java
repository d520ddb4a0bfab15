package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.memory.WordIndex;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Gives each state a number, from 0 without gaps.
///
/// Variables are packed into words, each with a number of its own; pairs of numbers are words
/// again, and so on up to the root, whose number is the state's (Blom, Lisser, van de Pol, Weber,
/// "A Database Approach to Distributed State-Space Generation", 2011). Where a value turns up that
/// has no room in its word, all states are packed anew, with room for twice as many values as there
/// are; they keep their numbers.
final class StateNumbers {

  private final int width;

  /// By variable: how many values there are.
  private final IntUnaryOperator values;

  private Packing packing;

  /// @param width the number of variables
  /// @param values by variable: how many values there are by now
  StateNumbers(int width, IntUnaryOperator values) {
    this.width = width;
    this.values = values;
    packing = new Packing();
  }

  /// How many states have a number.
  int size() {
    return packing.indexes[0].size();
  }

  /// The number of a state, a new one if it was never seen.
  int number(int[] state) {
    while (!packing.pack(state, true)) {
      packAnew();
    }
    return packing.number();
  }

  /// The number of a state that differs in few variables from the one that was {@link #read} last,
  /// a new one if it was never seen: only words above those variables are looked up.
  int numberNext(int[] state) {
    return packing.pack(state, false) ? packing.number() : number(state);
  }

  /// The number of a state; -1 if it was never seen.
  int find(int[] state) {
    return packing.pack(state, true) ? packing.find() : -1;
  }

  /// Puts the state of a number into an array.
  void read(int number, int[] state) {
    packing.read(number);
    System.arraycopy(packing.read, 0, state, 0, width);
  }

  private void packAnew() {
    var before = packing;
    var read = before.readNumbers[0];
    packing = new Packing();
    for (var number = 0; number < before.indexes[0].size(); number++) {
      before.read(number);
      if (!packing.pack(before.read, true) || packing.number() != number) {
        throw new IllegalStateException("A state does not fit the words that were made for it");
      }
    }
    if (size() > 0) {
      packing.read(read);
    }
  }

  /// How states are packed. Nodes are numbered as in a heap: `2 * i + 1` and `2 * i + 2` are the
  /// parts of node `i`, and those from {@link #inner} on are the words of variables.
  private final class Packing {

    /// By variable: the node of its word, its lowest bit there, and the bits that it has.
    private final int[] node = new int[width];

    private final int[] shift = new int[width];
    private final int[] bits = new int[width];

    private final int inner;
    private final WordIndex[] indexes;

    /// The state that was read last; by node: its word and the number of that.
    private final int[] read = new int[width];

    private final long[] readWords;
    private final int[] readNumbers;

    /// The same of the state that was packed last, and whether they may be others.
    private final long[] words;

    private final int[] numbers;
    private final boolean[] changed;

    Packing() {
      var leaf = 0;
      var used = 0;
      for (var slot = 0; slot < width; slot++) {
        bits[slot] = Integer.SIZE - Integer.numberOfLeadingZeros(values.applyAsInt(slot)) + 1;
        if (used + bits[slot] > Long.SIZE) {
          leaf++;
          used = 0;
        }
        node[slot] = leaf;
        shift[slot] = used;
        used += bits[slot];
      }
      inner = leaf;
      Arrays.setAll(node, slot -> node[slot] + inner);
      var nodes = 2 * inner + 1;
      indexes = new WordIndex[nodes];
      Arrays.setAll(indexes, each -> new WordIndex());
      readWords = new long[nodes];
      readNumbers = new int[nodes];
      words = new long[nodes];
      numbers = new int[nodes];
      changed = new boolean[nodes];
    }

    /// Packs variables into words.
    ///
    /// @param isWhole whether all are to be looked at, not only those that differ from the state
    ///     that was read last
    /// @return whether there is room for them
    boolean pack(int[] state, boolean isWhole) {
      System.arraycopy(readWords, inner, words, inner, inner + 1);
      System.arraycopy(readNumbers, 0, numbers, 0, numbers.length);
      Arrays.fill(changed, isWhole);
      for (var slot = 0; slot < width; slot++) {
        if (isWhole || state[slot] != read[slot]) {
          if (state[slot] > most(slot)) {
            return false;
          }
          var word = node[slot];
          words[word] &= ~(most(slot) << shift[slot]);
          words[word] |= (long) state[slot] << shift[slot];
          changed[word] = true;
        }
      }
      return true;
    }

    /// The number of the state that was packed, a new one if it has none.
    int number() {
      for (var each = numbers.length - 1; each >= 0; each--) {
        if (changed[each]) {
          set(each, indexes[each].number(word(each)));
        }
      }
      return numbers[0];
    }

    /// The number of the state that was packed; -1 if it has none.
    int find() {
      for (var each = numbers.length - 1; each >= 0; each--) {
        if (changed[each]) {
          var number = indexes[each].find(word(each));
          if (number < 0) {
            return number;
          }
          set(each, number);
        }
      }
      return numbers[0];
    }

    private long most(int slot) {
      return (1L << bits[slot]) - 1;
    }

    private void set(int each, int number) {
      numbers[each] = number;
      if (each > 0 && number != readNumbers[each]) {
        changed[(each - 1) / 2] = true;
      }
    }

    private long word(int each) {
      return each < inner
          ? ((long) numbers[2 * each + 1] << Integer.SIZE) | numbers[2 * each + 2]
          : words[each];
    }

    void read(int number) {
      readNumbers[0] = number;
      for (var each = 0; each < readNumbers.length; each++) {
        readWords[each] = indexes[each].word(readNumbers[each]);
        if (each < inner) {
          readNumbers[2 * each + 1] = (int) (readWords[each] >>> Integer.SIZE);
          readNumbers[2 * each + 2] = (int) readWords[each];
        }
      }
      for (var slot = 0; slot < width; slot++) {
        read[slot] = (int) ((readWords[node[slot]] >>> shift[slot]) & most(slot));
      }
    }
  }
}
