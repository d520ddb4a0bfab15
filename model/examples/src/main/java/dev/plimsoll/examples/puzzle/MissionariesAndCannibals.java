package dev.plimsoll.examples.puzzle;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// Missionaries and cannibals cross a river in a boat for two; where cannibals outnumber
/// missionaries they eat them.
///
/// Follows the specification "MissionariesAndCannibals" by Lamport in the TLA+ Examples. That tells
/// the people apart; here they are counted, which makes for fewer states and solutions of the same
/// length.
public class MissionariesAndCannibals extends Puzzle {
  private static final int SEATS = 2;
  private static final List<Integer> UP_TO_SEATS = IntStream.rangeClosed(0, SEATS).boxed().toList();

  /// The people on one side of the river.
  record Bank(int missionaries, int cannibals) {

    Bank with(int moreMissionaries, int moreCannibals) {
      return new Bank(missionaries + moreMissionaries, cannibals + moreCannibals);
    }

    boolean isSafe() {
      return missionaries == 0 || missionaries >= cannibals;
    }

    boolean isEmpty() {
      return missionaries == 0 && cannibals == 0;
    }
  }

  /// All begin on the first.
  final Cells<Bank> bank;

  /// The bank that the boat is at.
  final Cell<Integer> boat;

  /// @param missionaries at least 1
  /// @param cannibals at most as many
  MissionariesAndCannibals(int missionaries, int cannibals, boolean solve) {
    bank = cells("bank", List.of(new Bank(missionaries, cannibals), new Bank(0, 0)));
    boat = cell("boat", 0);

    rule("cross", tx -> cross(tx, tx.choose(UP_TO_SEATS), tx.choose(UP_TO_SEATS)));

    always("nobody is eaten", bank, (s, b) -> s.get(b).isSafe());
    sometimes("somebody is on either side", s -> bank.all(s, b -> !b.isEmpty()));
    solution(solve, s -> s.get(bank.getFirst()).isEmpty());
  }

  private void cross(Transaction tx, int missionaries, int cannibals) {
    var here = bank.get(tx.get(boat));
    var there = bank.get(1 - tx.get(boat));
    var people = tx.get(here);
    tx.require(missionaries + cannibals > 0 && missionaries + cannibals <= SEATS);
    tx.require(missionaries <= people.missionaries() && cannibals <= people.cannibals());
    tx.update(here, b -> b.with(-missionaries, -cannibals));
    tx.update(there, b -> b.with(missionaries, cannibals));
    tx.require(tx.get(here).isSafe() && tx.get(there).isSafe()).update(boat, b -> 1 - b);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "missionaries-and-cannibals",
        "cross a river in a boat for two without being outnumbered",
        "TLA+ Examples, MissionariesAndCannibals",
        List.of(
            Parameter.integer("missionaries", 3, 1, 99, "missionaries"),
            Parameter.integer("cannibals", 3, 0, 99, "cannibals"),
            Puzzle.solve()),
        parameters ->
            new MissionariesAndCannibals(
                parameters.integer("missionaries"),
                parameters.integer("cannibals"),
                parameters.flag("solve")));
  }
}
