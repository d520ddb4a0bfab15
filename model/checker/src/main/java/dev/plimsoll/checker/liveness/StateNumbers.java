package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.memory.WordIndex;

/// Gives each state a number, from 0 without gaps.
///
/// A state is a tree: pairs of numbers are words with numbers of their own, and so on up to the
/// root, whose number is the state's (Blom, Lisser, van de Pol, Weber, "A Database Approach to
/// Distributed State-Space Generation", 2011).
final class StateNumbers {

  private final int width;

  /// By inner node; its parts are the nodes `2 * i + 1` and `2 * i + 2`, where those from
  /// {@link #inner} on are the variables.
  private final WordIndex[] nodes;

  private final int inner;
  private final int[] parts;

  /// The parts of the state that was read last, and which of its nodes have another part.
  private final int[] read;

  private final boolean[] changed;

  /// @param width the number of variables
  StateNumbers(int width) {
    this.width = width;
    inner = Math.max(1, width - 1);
    nodes = new WordIndex[inner];
    for (var node = 0; node < inner; node++) {
      nodes[node] = new WordIndex();
    }
    parts = new int[2 * inner + 1];
    read = new int[2 * inner + 1];
    changed = new boolean[inner];
  }

  /// How many states have a number.
  int size() {
    return nodes[0].size();
  }

  /// The number of a state, a new one if it was never seen.
  int number(int[] state) {
    System.arraycopy(state, 0, parts, inner, width);
    for (var node = inner - 1; node >= 0; node--) {
      parts[node] = nodes[node].number(pair(parts[2 * node + 1], parts[2 * node + 2]));
    }
    return parts[0];
  }

  /// The number of a state that differs in few variables from the one that was {@link #read} last,
  /// a new one if it was never seen: only words of nodes above those variables are looked up.
  int numberNext(int[] state) {
    System.arraycopy(read, 0, parts, 0, inner);
    for (var slot = 0; slot < width; slot++) {
      set(inner + slot, state[slot]);
    }
    for (var node = inner - 1; node >= 0; node--) {
      if (changed[node]) {
        changed[node] = false;
        var word = pair(parts[2 * node + 1], parts[2 * node + 2]);
        set(node, nodes[node].number(word));
      }
    }
    return parts[0];
  }

  private void set(int part, int number) {
    parts[part] = number;
    if (part > 0 && number != read[part]) {
      changed[(part - 1) / 2] = true;
    }
  }

  /// The number of a state; -1 if it was never seen.
  int find(int[] state) {
    System.arraycopy(state, 0, parts, inner, width);
    for (var node = inner - 1; node >= 0; node--) {
      parts[node] = nodes[node].find(pair(parts[2 * node + 1], parts[2 * node + 2]));
      if (parts[node] < 0) {
        return -1;
      }
    }
    return parts[0];
  }

  /// Puts the state of a number into an array.
  void read(int number, int[] state) {
    read[0] = number;
    for (var node = 0; node < inner; node++) {
      var pair = nodes[node].word(read[node]);
      read[2 * node + 1] = (int) (pair >>> Integer.SIZE);
      read[2 * node + 2] = (int) pair;
    }
    System.arraycopy(read, inner, state, 0, width);
  }

  private static long pair(int left, int right) {
    return ((long) left << Integer.SIZE) | right;
  }
}
