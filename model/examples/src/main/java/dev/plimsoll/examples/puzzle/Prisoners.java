package dev.plimsoll.examples.puzzle;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// Prisoners are led, one at a time and in any order, into a room with two switches, of which they
/// must flip one. They go free when one of them says, and is right, that all have been there.
///
/// The strategy: everyone moves switch A up twice, if they find it down; otherwise they flip switch
/// B, which means nothing. One of them, the counter, moves A down when they find it up, and counts.
/// Twice, as nobody knows how A was at first: `--set raises=1` shows it.
///
/// Follows the specification "Prisoners" by Lamport in the TLA+ Examples.
public class Prisoners extends Model {
  final Cell<Boolean> up = cell("switch A is up", false);
  final Cell<Boolean> other = cell("switch B is up", false);
  final Cells<Integer> raised;
  final Cell<Integer> count = cell("count", 0);

  /// @param prisoners with the counter, at least 2
  /// @param raises how many times everyone moves switch A up, at least 1
  Prisoners(int prisoners, int raises) {
    raised = cells("raised", prisoners - 1, 0);
    var enough = raises * raised.size();

    initially(tx -> tx.set(up, tx.chooseWhether()).set(other, tx.chooseWhether()));
    rule(
        "lead in",
        raised,
        (tx, prisoner) -> {
          if (!tx.get(up) && tx.get(prisoner) < raises) {
            tx.set(up, true).update(prisoner, times -> times + 1);
          } else {
            tx.update(other, is -> !is);
          }
        });
    rule(
        "lead in the counter",
        tx -> {
          if (tx.get(up)) {
            tx.set(up, false).update(count, n -> n + 1);
          } else {
            tx.update(other, is -> !is);
          }
        });

    weaklyFairEach("lead in");
    weaklyFair("lead in the counter");

    always(
        "when the counter has counted enough, all have been there",
        s -> s.get(count) < enough || raised.all(s, times -> times > 0));
    always("the count is right, or one too high", s -> isRight(s, 0) || isRight(s, 1));
    sometimes("it is one too high", s -> isRight(s, 1));
    eventually("the counter has counted enough", s -> s.get(count) == enough);
  }

  private boolean isRight(State s, int tooHigh) {
    var moves = raised.values(s).stream().mapToInt(times -> times).sum();
    return s.get(count) == moves - (s.get(up) ? 1 : 0) + tooHigh;
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "prisoners",
        "prisoners who share two switches find out when all have been there",
        "TLA+ Examples, Prisoners",
        List.of(
            Parameter.integer("prisoners", 4, 2, 9, "prisoners, the counter among them"),
            Parameter.integer("raises", 2, 1, 3, "how many times everyone moves switch A up")),
        parameters -> new Prisoners(parameters.integer("prisoners"), parameters.integer("raises")));
  }
}
