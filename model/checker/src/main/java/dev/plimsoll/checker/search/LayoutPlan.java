package dev.plimsoll.checker.search;

import dev.plimsoll.checker.memory.WordIndex;
import dev.plimsoll.checker.memory.WordSet;
import dev.plimsoll.checker.memory.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Which words a layout is to have, and how many bits each field: as many as are needed for the
/// values that variables have had, and as many more as are left.
final class LayoutPlan {

  private static final int MOST_BITS = Integer.SIZE - 1;
  private static final int SHARE_OF_WORDS = 3;

  /// A group of fields is made so large that as many of its word's bits are used.
  private static final int USED_BITS = 56;

  /// The variables, by slot.
  final List<Field> variables = new ArrayList<>();

  /// From the leaves to the root.
  private final List<Node> nodes = new ArrayList<>();

  /// Given a consumer, gives it every state that is to be laid out.
  interface States {
    void forEach(Consumer<int[]> consumer);
  }

  /// A number in a word.
  static final class Field {
    private final int count;
    private final int wanted;
    private final int share;
    private int bits;
    private int shift;
    private int node = -1;

    /// Of the state that is being folded.
    int number;

    /// @param count how many numbers there are
    /// @param wanted how many it is to hold at least
    /// @param share how many bits it gets at a time of those that are left
    private Field(int count, int wanted, int share) {
      this.count = count;
      this.wanted = wanted;
      this.share = share;
      shrink();
    }

    /// Takes no more bits than are wanted.
    private void shrink() {
      bits = Words.bits(wanted);
    }

    private boolean hasRoom() {
      return bits >= Words.bits(count);
    }

    /// Lies where a field of a layout does.
    void place(Layout layout, int field) {
      bits = Long.SIZE - Long.numberOfLeadingZeros(layout.most[field]);
      shift = layout.shift[field];
    }

    /// Whether it lies where a field of a layout does.
    boolean isPlaced(Layout layout, int field) {
      return shift == layout.shift[field];
    }
  }

  /// A word.
  static final class Node {
    private final List<Field> parts;
    private Field own;
    private WordIndex index = new WordIndex();

    /// @param own the field of another word that holds this one's number
    private Node(List<Field> parts, Field own) {
      this.parts = parts;
      this.own = own;
    }

    /// The word of the numbers that its fields have.
    long word() {
      var word = 0L;
      for (var part : parts) {
        word |= (long) part.number << part.shift;
      }
      return word;
    }

    /// Numbers its word.
    void fold() {
      own.number = index.number(word());
    }

    /// Whether the number of its word, which was folded, has room.
    boolean hasRoom() {
      return own.number >>> own.bits == 0;
    }

    /// Has the words of an index.
    void take(WordIndex words) {
      index = words;
    }
  }

  /// @param counts how many values each variable has had
  /// @param shares how many of the bits that are left each variable gets at a time
  LayoutPlan(int[] counts, int[] shares) {
    for (var slot = 0; slot < counts.length; slot++) {
      variables.add(new Field(counts[slot], counts[slot], shares[slot]));
    }
  }

  /// A layout made for states.
  ///
  /// @param counts how many values each variable has had
  /// @param shares how many of the bits that are left each variable gets at a time
  static Layout build(int[] counts, int[] shares, States states) {
    var plan = new LayoutPlan(counts, shares);
    var open = List.copyOf(plan.variables);
    while (bits(open) > WordSet.WORD_BITS) {
      open = plan.group(open, states);
    }
    spread(open, WordSet.WORD_BITS);
    plan.add(open, numbers(0));
    return plan.layout();
  }

  /// A field for the numbers of words, of which there are so many by now.
  static Field numbers(int count) {
    return new Field(count, 2 * count + 2, SHARE_OF_WORDS);
  }

  private static int bits(List<Field> fields) {
    return fields.stream().mapToInt(field -> field.bits).sum();
  }

  private Node add(List<Field> parts, Field own) {
    var node = new Node(parts, own);
    nodes.add(node);
    return node;
  }

  /// Adds a word whose fields lie somewhere already. Where one of them has no room, bits are given
  /// out anew; where these do not suffice, groups of the fields become words of their own, two if
  /// possible, and the numbers of these the fields.
  ///
  /// @param own the field that holds its number
  /// @return the words that were added, this one last
  List<Node> addAgain(List<Field> parts, int bits, Field own) {
    if (!parts.stream().allMatch(Field::hasRoom)) {
      parts.forEach(Field::shrink);
      if (bits(parts) > bits) {
        var added = new ArrayList<>(addGroups(parts, 2));
        var numbers = added.stream().map(node -> node.own).toList();
        spread(numbers, bits);
        added.add(add(numbers, own));
        return added;
      }
      spread(parts, bits);
    }
    return List.of(add(parts, own));
  }

  /// Puts neighbours together in words, about as many bits in each.
  ///
  /// @return the fields that hold the numbers of the words
  private List<Field> group(List<Field> parts, States states) {
    var added = addGroups(parts, Math.max(2, (bits(parts) + USED_BITS - 1) / USED_BITS));
    states.forEach(this::fold);
    return added.stream().map(node -> node.own = numbers(node.index.size())).toList();
  }

  private List<Node> addGroups(List<Field> parts, int least) {
    var words = least;
    var groups = split(parts, words);
    while (!groups.stream().allMatch(group -> bits(group) <= Long.SIZE)) {
      groups = split(parts, ++words);
    }
    groups.forEach(group -> spread(group, Long.SIZE));
    return groups.stream().map(group -> add(group, numbers(0))).toList();
  }

  /// Numbers the words that were made so far of a state.
  private void fold(int[] state) {
    for (var slot = 0; slot < variables.size(); slot++) {
      variables.get(slot).number = state[slot];
    }
    nodes.forEach(Node::fold);
  }

  private static List<List<Field>> split(List<Field> parts, int words) {
    var total = bits(parts);
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
  Layout layout() {
    var fields = new ArrayList<>(variables);
    var indexes = new WordIndex[nodes.size()];
    for (var number = 0; number < indexes.length; number++) {
      var made = nodes.get(indexes.length - 1 - number);
      indexes[number] = made.index;
      fields.add(made.own);
      for (var part : made.parts) {
        part.node = number;
      }
    }
    return new Layout(
        variables.size(),
        fields.stream().mapToInt(field -> field.node).toArray(),
        fields.stream().mapToInt(field -> field.shift % Long.SIZE).toArray(),
        fields.stream().mapToLong(field -> (1L << field.bits) - 1).toArray(),
        indexes);
  }
}
