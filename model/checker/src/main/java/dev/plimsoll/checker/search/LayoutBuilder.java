package dev.plimsoll.checker.search;

import dev.plimsoll.checker.memory.WordIndex;
import dev.plimsoll.checker.memory.WordSet;
import dev.plimsoll.checker.memory.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Makes a layout with room for all values that variables have had, and for as many more as bits
/// are left for.
final class LayoutBuilder {

  /// Given a consumer, gives it every state that is to be laid out.
  interface States {
    void forEach(Consumer<int[]> consumer);
  }

  private static final int MOST_BITS = Integer.SIZE - 1;
  private static final int SHARE_OF_WORDS = 3;

  private final int width;
  private final List<Field> fields = new ArrayList<>();

  /// From the leaves to the root.
  private final List<Node> nodes = new ArrayList<>();

  /// A number in a word.
  private static final class Field {
    final int count;
    final int share;
    int bits;
    int shift;
    int node = -1;

    /// Of the state that is being folded.
    int number;

    /// @param count how many numbers it is to hold at least
    /// @param share how many bits it gets at a time of those that are left
    Field(int count, int share) {
      this.count = count;
      this.share = share;
      bits = Words.bits(count);
    }
  }

  /// A word.
  private record Node(List<Field> parts, WordIndex index, Field own) {}

  private LayoutBuilder(int width) {
    this.width = width;
  }

  /// Makes a layout.
  ///
  /// @param counts how many values each variable has had
  /// @param shares how many of the bits that are left each variable gets at a time
  static Layout build(int[] counts, int[] shares, States states) {
    return new LayoutBuilder(counts.length).layOut(counts, shares, states);
  }

  private Layout layOut(int[] counts, int[] shares, States states) {
    for (var slot = 0; slot < width; slot++) {
      fields.add(new Field(counts[slot], shares[slot]));
    }
    var open = List.copyOf(fields);
    while (bits(open) > WordSet.WORD_BITS) {
      open = group(open, states);
    }
    spread(open, WordSet.WORD_BITS);
    nodes.add(new Node(open, new WordIndex(), new Field(1, 1)));
    return layout();
  }

  private static int bits(List<Field> fields) {
    return fields.stream().mapToInt(field -> field.bits).sum();
  }

  /// Puts neighbours together in words, about as many bits in each.
  ///
  /// @return the fields that hold the numbers of those words
  private List<Field> group(List<Field> parts, States states) {
    var total = bits(parts);
    var words = Math.max(2, (total + Long.SIZE - 1) / Long.SIZE);
    while (true) {
      var groups = split(parts, total, words);
      if (groups.stream().allMatch(group -> bits(group) <= Long.SIZE)) {
        return number(groups, states);
      }
      words++;
    }
  }

  private static List<List<Field>> split(List<Field> parts, int total, int words) {
    var groups = new ArrayList<List<Field>>();
    var before = 0;
    for (var part : parts) {
      var group = Math.min(words - 1, (int) ((long) before * words / total));
      while (groups.size() <= group) {
        groups.add(new ArrayList<>());
      }
      groups.get(group).add(part);
      before += part.bits;
    }
    groups.removeIf(List::isEmpty);
    return groups;
  }

  private List<Field> number(List<List<Field>> groups, States states) {
    var first = nodes.size();
    for (var group : groups) {
      spread(group, Long.SIZE);
      nodes.add(new Node(group, new WordIndex(), new Field(1, 1)));
    }
    states.forEach(this::fold);
    var numbers = new ArrayList<Field>();
    for (var node = first; node < nodes.size(); node++) {
      var grouped = nodes.get(node);
      var own = new Field(2 * grouped.index.size() + 2, SHARE_OF_WORDS);
      nodes.set(node, new Node(grouped.parts, grouped.index, own));
      numbers.add(own);
    }
    return numbers;
  }

  /// Numbers the words that were made so far of a state.
  private void fold(int[] state) {
    for (var slot = 0; slot < width; slot++) {
      fields.get(slot).number = state[slot];
    }
    for (var node : nodes) {
      var word = 0L;
      for (var part : node.parts) {
        word |= (long) part.number << part.shift;
      }
      node.own.number = node.index.number(word);
    }
  }

  /// Gives out the bits of a word that are left: to each its share, those with the most values
  /// first, and again.
  private static void spread(List<Field> parts, int bits) {
    var left = bits - bits(parts);
    var byCount = parts.stream().sorted((a, b) -> Integer.compare(b.count, a.count)).toList();
    for (var given = true; given && left > 0; ) {
      given = false;
      for (var part : byCount) {
        var more = Math.min(part.share, Math.min(left, MOST_BITS - part.bits));
        part.bits += more;
        left -= more;
        given |= more > 0;
      }
    }
    var shift = 0;
    for (var part : parts) {
      part.shift = shift;
      shift += part.bits;
    }
  }

  /// Numbers the nodes from the root.
  private Layout layout() {
    var count = nodes.size();
    var node = new int[width + count];
    var shift = new int[width + count];
    var most = new long[width + count];
    var all = new ArrayList<>(fields);
    var indexes = new WordIndex[count];
    for (var number = 0; number < count; number++) {
      var made = nodes.get(count - 1 - number);
      indexes[number] = made.index;
      all.add(made.own);
      for (var part : made.parts) {
        part.node = number;
      }
    }
    Arrays.setAll(node, field -> all.get(field).node);
    Arrays.setAll(shift, field -> all.get(field).shift % Long.SIZE);
    Arrays.setAll(most, field -> (1L << all.get(field).bits) - 1);
    return new Layout(width, node, shift, most, indexes);
  }
}
