package dev.plimsoll.examples.puzzle;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A search for all ways to place as many queens on a chess board as it has rows, so that none
/// attacks another: take any placement that was begun and go on with it in all possible ways.
///
/// Follows the specification "Queens" by Merz in the TLA+ Examples (N-Queens). Each order in which
/// placements may be gone on with is a way of its own, so there are many states for small boards.
public class Queens extends Puzzle {

  /// Queens in the first rows.
  ///
  /// @param columns where they are, row by row
  record Placement(List<Integer> columns) {

    static final Placement EMPTY = new Placement(List.of());

    Placement with(int column) {
      var longer = new ArrayList<>(columns);
      longer.add(column);
      return new Placement(List.copyOf(longer));
    }

    int rows() {
      return columns.size();
    }

    boolean isPeaceful() {
      for (var row = 0; row < rows(); row++) {
        for (var other = 0; other < row; other++) {
          var apart = Math.abs(columns.get(row) - columns.get(other));
          if (apart == 0 || apart == row - other) {
            return false;
          }
        }
      }
      return true;
    }
  }

  final Bag<Placement> begun = set("begun", Placement.class);
  final Bag<Placement> found = set("found", Placement.class);
  private final int size;

  /// @param size of the board, at least 1
  Queens(int size, boolean solve) {
    this.size = size;
    var solutions = solutions(Placement.EMPTY);

    initially(tx -> tx.send(begun, Placement.EMPTY));
    rule("place a queen", begun, this::placeQueen);
    weaklyFair();

    always("what is found is a solution", s -> solutions.containsAll(s.contents(found)));
    always(
        "all solutions are found in the end",
        s -> s.size(begun) > 0 || s.contents(found).containsAll(solutions));
    solution(solve, s -> s.size(found) > 0);
    eventually("the search ends", s -> s.size(begun) == 0);
  }

  private void placeQueen(Transaction tx, Placement placement) {
    tx.remove(begun, placement);
    for (var column = 0; column < size; column++) {
      var longer = placement.with(column);
      if (longer.isPeaceful()) {
        tx.send(longer.rows() == size ? found : begun, longer);
      }
    }
  }

  /// All of them, found the dumb way: every placement is made, the peaceful ones are taken.
  private Set<Placement> solutions(Placement start) {
    var solutions = new HashSet<Placement>();
    if (start.rows() < size) {
      for (var column = 0; column < size; column++) {
        solutions.addAll(solutions(start.with(column)));
      }
    } else if (start.isPeaceful()) {
      solutions.add(start);
    }
    return solutions;
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "queens",
        "a search for all ways to place queens that do not attack one another",
        "TLA+ Examples, N-Queens",
        List.of(
            Parameter.integer("size", 4, 1, 6, "rows of the board, and queens"), Puzzle.solve()),
        parameters -> new Queens(parameters.integer("size"), parameters.flag("solve")));
  }
}
