package dev.plimsoll.checker.search;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A layout of the same words with more room: the numbers of words stay what they are, so that a
/// word whose fields have room need not be changed, nor the states if that is the root.
///
/// @param change of the words that states are folded into, for one thread; null if they stay
record Widening(Layout after, @Nullable LongUnaryOperator change) {

  /// Makes room for all values that there are by now.
  ///
  /// @param counts how many values each variable has had
  /// @param shares how many of the bits that are left each variable gets at a time
  static Widening of(Layout before, int[] counts, int[] shares) {
    var plan = new LayoutPlan(counts, shares);
    var numbers =
        IntStream.range(0, before.words())
            .mapToObj(node -> LayoutPlan.numbers(before.count(node)))
            .toList();
    for (var node = before.words() - 1; node > 0; node--) {
      var word = new Word(plan, before, node, numbers);
      if (word.stays()) {
        word.own().take(before.indexes[node]);
      } else {
        for (var each : before.indexes[node].words()) {
          word.apply(each);
          word.own().fold();
        }
      }
    }
    var root = new Word(plan, before, 0, numbers);
    return new Widening(
        plan.layout(),
        root.stays()
            ? null
            : word -> {
              root.apply(word);
              return root.own().word();
            });
  }

  /// A word of the layout before and what it is in the plan.
  private static final class Word {

    private final Layout before;
    private final int[] fields;
    private final List<LayoutPlan.Field> parts;

    /// The groups that it was split into, if it was, and then itself.
    private final List<LayoutPlan.Node> nodes;

    Word(LayoutPlan plan, Layout before, int node, List<LayoutPlan.Field> numbers) {
      this.before = before;
      fields = before.fields(node);
      parts =
          IntStream.of(fields)
              .mapToObj(
                  field ->
                      field < before.width()
                          ? plan.variables.get(field)
                          : numbers.get(field - before.width()))
              .toList();
      for (var i = 0; i < fields.length; i++) {
        parts.get(i).place(before, fields[i]);
      }
      nodes = plan.addAgain(parts, before.bits(node), numbers.get(node));
    }

    LayoutPlan.Node own() {
      return nodes.getLast();
    }

    boolean stays() {
      return nodes.size() == 1
          && IntStream.range(0, fields.length)
              .allMatch(i -> parts.get(i).isPlaced(before, fields[i]));
    }

    /// Takes the numbers from a word, and numbers the groups that it was split into.
    void apply(long word) {
      for (var i = 0; i < fields.length; i++) {
        parts.get(i).number = before.get(fields[i], word);
      }
      for (var group : nodes.subList(0, nodes.size() - 1)) {
        group.fold();
        if (!group.hasRoom()) {
          throw new IllegalStateException("A layout was widened by too much at a time");
        }
      }
    }
  }
}
