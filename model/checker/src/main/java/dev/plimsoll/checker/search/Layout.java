package dev.plimsoll.checker.search;

import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.memory.WordIndex;
import dev.plimsoll.checker.memory.WordSet;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How a state is folded into one word, exactly.
///
/// Each variable has a field of some bits. Where the fields do not fit into one word, groups of
/// variables are words of their own, each known by a small number ({@link WordIndex}), and those
/// numbers are the fields of the next word; and so on up to the root, which is all that is stored
/// of a state (tree compression: Laarman, van de Pol, Weber, "Parallel Recursive State Compression
/// for Free", SPIN 2011; here the nodes are as wide as a word). Different states have different
/// roots.
///
/// Fields have room for more values than were seen so far. Where that does not suffice, bits are
/// given out anew ({@link Widening}).
final class Layout {

  /// By field: the word that it is in. Fields are the variables, by slot, and then the numbers of
  /// the words, by node; the root (node 0) is in none.
  final int[] node;

  /// By field: its lowest bit.
  final int[] shift;

  /// By field: the largest number that it can hold.
  final long[] most;

  /// By node: the numbers of its words; the root has none. A node comes after the one that it is
  /// a field of.
  final WordIndex[] indexes;

  private final int width;

  /// @param width the number of variables
  Layout(int width, int[] node, int[] shift, long[] most, WordIndex[] indexes) {
    this.width = width;
    this.node = node;
    this.shift = shift;
    this.most = most;
    this.indexes = indexes;
  }

  /// Writes down how states are folded.
  void save(Archive.Writer out) {
    out.numbers(node);
    out.numbers(shift);
    out.numbers(most);
    for (var index : indexes) {
      out.numbers(index.words());
    }
  }

  /// The layout that was written down.
  ///
  /// @param width the number of variables
  static Layout restore(int width, Archive.Reader in) {
    var node = in.integers();
    var shift = in.integers();
    var most = in.longs();
    var indexes = new WordIndex[node.length - width];
    for (var each = 0; each < indexes.length; each++) {
      indexes[each] = new WordIndex();
      indexes[each].addAll(in.longs());
    }
    return new Layout(width, node, shift, most, indexes);
  }

  /// The number of variables.
  int width() {
    return width;
  }

  /// The number of words that a state is folded from, the root counted.
  int words() {
    return indexes.length;
  }

  /// How many bits the words of a node have.
  int bits(int node) {
    return node == 0 ? WordSet.WORD_BITS : Long.SIZE;
  }

  /// How many words of a node have a number; none of the root.
  int count(int node) {
    return indexes[node].size();
  }

  /// The fields of a node's words.
  int[] fields(int node) {
    return IntStream.range(0, width + indexes.length)
        .filter(field -> this.node[field] == node)
        .toArray();
  }

  /// The field that holds the number of a node's word.
  int fieldOf(int node) {
    return width + node;
  }

  /// The number in a field.
  int get(int field, long word) {
    return (int) ((word >>> shift[field]) & most[field]);
  }

  /// The word with another number in a field.
  long with(int field, long word, int number) {
    return (word & ~(most[field] << shift[field])) | ((long) number << shift[field]);
  }

  /// Unfolds a state.
  ///
  /// @param words where to put the words that it is made of, by node
  void read(long root, long[] words, int[] state) {
    words[0] = root;
    for (var inner = 1; inner < indexes.length; inner++) {
      var field = fieldOf(inner);
      words[inner] = indexes[inner].word(get(field, words[node[field]]));
    }
    if (indexes.length == 1) {
      for (var slot = 0; slot < width; slot++) {
        state[slot] = get(slot, root);
      }
    } else {
      for (var slot = 0; slot < width; slot++) {
        state[slot] = get(slot, words[node[slot]]);
      }
    }
  }

  /// Unfolds a state.
  int[] read(long root) {
    var state = new int[width];
    read(root, new long[indexes.length], state);
    return state;
  }

  /// Whether every variable's number has room.
  boolean hasRoom(int[] state) {
    for (var slot = 0; slot < width; slot++) {
      if (state[slot] > most[slot]) {
        return false;
      }
    }
    return true;
  }

  /// Folds a state whose numbers have room.
  ///
  /// @param words where to put the words that it is made of, by node
  /// @return whether the numbers of its words have room as well
  boolean fold(int[] state, long[] words) {
    Arrays.fill(words, 0);
    for (var slot = 0; slot < width; slot++) {
      words[node[slot]] |= (long) state[slot] << shift[slot];
    }
    for (var inner = indexes.length - 1; inner > 0; inner--) {
      var field = fieldOf(inner);
      var number = indexes[inner].number(words[inner]);
      if (number > most[field]) {
        return false;
      }
      words[node[field]] |= (long) number << shift[field];
    }
    return true;
  }

  /// Folds a state that is known to fit.
  ///
  /// @param words where to put the words that it is made of, by node
  long refold(int[] state, long[] words) {
    if (!fold(state, words)) {
      throw new IllegalStateException("A state does not fit the layout that was made for it");
    }
    return words[0];
  }
}
