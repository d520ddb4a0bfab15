package dev.plimsoll.examples.graph;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// A ring that stabilises itself: whatever its nodes hold at first, in the end one token goes
/// round. Node 0 has it where it holds the same as the last node, another node where it does not
/// hold the same as the one before it.
///
/// Follows the specification "TokenRing" by Demirbas and Kuppe in the TLA+ Examples (ewd426), after
/// Dijkstra, "Self-stabilizing Systems in Spite of Distributed Control", EWD 426, CACM 17(11),
/// 1974. That one token stays one is claimed here and not there.
public class TokenRing extends Model {
  final Cells<Integer> counter;
  private final int values;

  /// @param nodes at least 2
  /// @param values how many a counter may hold; too few, less than nodes - 1, and tokens may chase
  ///     each other forever
  TokenRing(int nodes, int values) {
    counter = cells("counter", nodes, 0);
    this.values = values;
    var any = IntStream.range(0, values).boxed().toList();
    var first = counter.getFirst();
    var last = counter.getLast();

    initially(tx -> counter.forEach(c -> tx.set(c, tx.choose(any))));
    rule(
        "create token",
        tx -> tx.require(first, tx.get(last)).set(first, (tx.get(last) + 1) % values));
    rule(
        "pass token",
        counter.subList(1, nodes),
        (tx, c) -> {
          var before = tx.get(counter.get(c.index() - 1));
          tx.require(!tx.get(c).equals(before)).set(c, before);
        });
    weaklyFair();

    sometimes("one token goes round", this::isLegitimate);
    sometimes("that is not so at first", s -> !isLegitimate(s));
    eventuallyAlways("in the end one token goes round", this::isLegitimate);
    stable("one token stays one", this::isLegitimate);
  }

  /// Up to some node all hold what node 0 does, from there on the value before that.
  private boolean isLegitimate(State s) {
    var held = counter.values(s);
    var older = Math.floorMod(held.getFirst() - 1, values);
    var node = 0;
    while (node < held.size() && held.get(node).equals(held.getFirst())) {
      node++;
    }
    return held.subList(node, held.size()).stream().allMatch(value -> value == older);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "token-ring",
        "a ring that comes to one token, whatever its nodes hold at first",
        "Dijkstra, Self-stabilizing Systems in Spite of Distributed Control, EWD 426, 1974;"
            + " TLA+ Examples, ewd426, TokenRing",
        List.of(
            Parameter.integer("nodes", 4, 2, 8, "nodes on the ring"),
            Parameter.integer("values", 4, 2, 9, "values of each; from nodes - 1 on it works")),
        parameters -> new TokenRing(parameters.integer("nodes"), parameters.integer("values")));
  }
}
