package dev.plimsoll.examples.puzzle;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// Conway's Game of Life on a small board, from every pattern; beyond the edge nothing lives.
///
/// Follows the specification "GameOfLife" by Ryndzionek in the TLA+ Examples, after Gardner, "The
/// Fantastic Combinations of John Conway's New Solitaire Game 'Life'", Scientific American 223(4),
/// 1970. That it makes no claim but of types; what is claimed here holds for boards of up to four
/// by four, the largest that can be searched.
public class GameOfLife extends Model {

  /// A multiple of every period there is on boards of up to four by four: 1, 2 and 3.
  private static final int PERIOD = 6;

  final Cells<Boolean> alive;
  private final int size;

  /// @param size of one side of the board, at least 1
  GameOfLife(int size) {
    this.size = size;
    alive = cells("alive", size * size, false);

    initially(tx -> alive.forEach(cell -> tx.set(cell, tx.chooseWhether())));
    rule(
        "tick",
        tx -> {
          var next = next(alive.values(tx));
          alive.forEach(cell -> tx.set(cell, next.get(cell.index())));
        });
    weaklyFair();

    sometimes("all live", s -> alive.all(s, true));
    stable("what has died out stays so", s -> alive.all(s, false));
    eventuallyAlways(
        "in the end it is after %d ticks what it was".formatted(PERIOD),
        s -> later(alive.values(s), PERIOD).equals(alive.values(s)));
  }

  private List<Boolean> later(List<Boolean> board, int ticks) {
    return ticks == 0 ? board : later(next(board), ticks - 1);
  }

  private List<Boolean> next(List<Boolean> board) {
    return IntStream.range(0, board.size())
        .mapToObj(
            cell ->
                switch (neighbours(board, cell)) {
                  case 3 -> true;
                  case 2 -> board.get(cell);
                  default -> false;
                })
        .toList();
  }

  /// How many of a cell's neighbours live.
  private int neighbours(List<Boolean> board, int cell) {
    var row = cell / size;
    var column = cell % size;
    var count = 0;
    for (var r = Math.max(row - 1, 0); r <= Math.min(row + 1, size - 1); r++) {
      for (var c = Math.max(column - 1, 0); c <= Math.min(column + 1, size - 1); c++) {
        var other = r * size + c;
        count += other != cell && board.get(other) ? 1 : 0;
      }
    }
    return count;
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "game-of-life",
        "Conway's game from every pattern on a small board",
        "Gardner, Mathematical Games, Scientific American, October 1970; TLA+ Examples, GameOfLife",
        List.of(Parameter.integer("size", 3, 1, 4, "cells along one side of the board")),
        parameters -> new GameOfLife(parameters.integer("size")));
  }
}
