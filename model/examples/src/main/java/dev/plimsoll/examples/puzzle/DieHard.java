package dev.plimsoll.examples.puzzle;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.catalog.Parameters;
import java.util.List;

/// Two jugs and a tap: measure four gallons with jugs of three and of five.
///
/// Follows the specification "DieHard" by Lamport in the TLA+ Examples; the puzzle is older than
/// the film "Die Hard with a Vengeance".
public class DieHard extends Puzzle {
  final Cell<Integer> small = cell("small jug", 0);
  final Cell<Integer> big = cell("big jug", 0);

  /// @param smallSize how much the small jug holds, at least 1
  /// @param bigSize how much the big jug holds, at least 1
  /// @param goal how much is to be in the big jug
  DieHard(int smallSize, int bigSize, int goal, boolean solve) {
    rule("fill the small jug", tx -> tx.set(small, smallSize));
    rule("fill the big jug", tx -> tx.set(big, bigSize));
    rule("empty the small jug", tx -> tx.set(small, 0));
    rule("empty the big jug", tx -> tx.set(big, 0));
    rule("pour from small to big", tx -> pour(tx, small, big, bigSize));
    rule("pour from big to small", tx -> pour(tx, big, small, smallSize));

    always("the small jug does not run over", s -> s.get(small) <= smallSize);
    always("the big jug does not run over", s -> s.get(big) <= bigSize);
    sometimes("both jugs are full", s -> s.get(small) == smallSize && s.get(big) == bigSize);
    solution(solve, s -> s.get(big) == goal);
  }

  private static void pour(Transaction tx, Cell<Integer> from, Cell<Integer> to, int size) {
    var amount = Math.min(tx.get(from), size - tx.get(to));
    tx.update(from, held -> held - amount).update(to, held -> held + amount);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "die-hard",
        "measure four gallons with a jug of three and a jug of five",
        "TLA+ Examples, DieHard",
        List.of(
            Parameter.integer("small", 3, 1, 99, "gallons that the small jug holds"),
            Parameter.integer("big", 5, 1, 99, "gallons that the big jug holds"),
            Parameter.integer("goal", 4, 1, 99, "gallons that are to be in the big jug"),
            Puzzle.solve()),
        DieHard::of);
  }

  private static DieHard of(Parameters parameters) {
    return new DieHard(
        parameters.integer("small"),
        parameters.integer("big"),
        parameters.integer("goal"),
        parameters.flag("solve"));
  }
}
