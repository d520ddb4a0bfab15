package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.symbolic.Fate.End;
import dev.plimsoll.network.netfilter.symbolic.Fate.Way;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fates under construction, as trees: an end, or a question with a tree for either answer.
///
/// Equal trees are one number. Trees of different shape may be the same [Fate].
final class Fates {

  /// The number of ways of one fate.
  static final int MOST_WAYS = 1 << 16;

  /// What decides between two ways to go.
  sealed interface Question {

    /// A coin that shows this side with a probability.
    record Coin(double probability) implements Question {}

    /// A condition that the model does not see.
    record Assumed(String condition) implements Question {}

    /// One of a number of equal possibilities, against the others.
    record Chosen(String end, int of) implements Question {}
  }

  private sealed interface Tree {

    record Leaf(End end) implements Tree {}

    record Fork(Question question, int yes, int no) implements Tree {}
  }

  /// Number 0 is for what is undefined, 1 for the members of sets.
  private final List<Tree> trees = new ArrayList<>();

  private static final int FIRST = 2;

  private final Map<Tree, Integer> numbers = new HashMap<>();

  /// The tree of one end.
  int end(End end) {
    return number(new Tree.Leaf(end));
  }

  /// The tree of two ways; just one of them if they are the same.
  int fork(Question question, int yes, int no) {
    return yes == no ? yes : number(new Tree.Fork(question, yes, no));
  }

  private int number(Tree tree) {
    return numbers.computeIfAbsent(
        tree,
        _ -> {
          trees.add(tree);
          return trees.size() - 1 + FIRST;
        });
  }

  private record Branch(int tree, double chance, double share, List<String> assumptions) {

    Branch to(int next, double toss, double assumed) {
      return new Branch(next, chance * toss, share * toss * assumed, assumptions);
    }

    Branch given(String assumption) {
      var more = new ArrayList<>(assumptions);
      more.add(assumption);
      more.sort(null);
      return new Branch(tree, chance, share, List.copyOf(more));
    }
  }

  private record Key(End end, List<String> assumptions) {}

  /// The fate that a tree stands for.
  ///
  /// @throws TooLargeException beyond [#MOST_WAYS]
  Fate fate(int root) {
    var ways = new LinkedHashMap<Key, Way>();
    var waiting = new ArrayDeque<Branch>();
    waiting.push(new Branch(root, 1, 1, List.of()));
    int branches = 0;
    while (!waiting.isEmpty()) {
      Branch at = waiting.pop();
      if (++branches > MOST_WAYS) {
        throw new TooLargeException(MOST_WAYS + " ways for one packet");
      }
      switch (trees.get(at.tree - FIRST)) {
        case Tree.Leaf(var end) ->
            ways.merge(
                new Key(end, at.assumptions),
                new Way(end, at.chance, at.assumptions, at.share),
                Way::plus);
        case Tree.Fork(Question.Coin(double p), int yes, int no) -> {
          waiting.push(at.to(no, 1 - p, 1));
          waiting.push(at.to(yes, p, 1));
        }
        case Tree.Fork(Question.Assumed(var condition), int yes, int no) -> {
          waiting.push(at.to(no, 1, 0.5).given("not " + condition));
          waiting.push(at.to(yes, 1, 0.5).given(condition));
        }
        case Tree.Fork(Question.Chosen(var end, int of), int yes, int no) -> {
          waiting.push(at.to(no, 1, (of - 1.0) / of));
          waiting.push(at.to(yes, 1, 1.0 / of).given("becomes " + end));
        }
      }
    }
    return new Fate(List.copyOf(ways.values()));
  }
}
