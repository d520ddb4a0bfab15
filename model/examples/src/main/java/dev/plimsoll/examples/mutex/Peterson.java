package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.mutex.Peterson.Place.IDLE;
import static dev.plimsoll.examples.mutex.Peterson.Place.INSIDE;
import static dev.plimsoll.examples.mutex.Peterson.Place.LEAVING;
import static dev.plimsoll.examples.mutex.Peterson.Place.RAISING;
import static dev.plimsoll.examples.mutex.Peterson.Place.WAITING;
import static dev.plimsoll.examples.mutex.Peterson.Place.YIELDING;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import java.util.List;

/// Peterson's algorithm: two processes keep each other out with a flag each and a turn.
///
/// Follows the specification "Peterson" by Differdange in the TLA+ Examples (locks_auxiliary_vars);
/// the algorithm is from Peterson, "Myths about the Mutual Exclusion Problem", Information
/// Processing Letters 12(3), 1981. That who wants to gets in is claimed here and not there; for it
/// each process is assumed to go on, except from where it is idle. What it leaves out: the
/// refinement of an abstract lock, of which "one at a time" remains.
public class Peterson extends Model {

  /// What a process does next, or that it is inside.
  enum Place {
    IDLE,
    RAISING,
    YIELDING,
    WAITING,
    INSIDE,
    LEAVING
  }

  final Cells<Place> place = cells("place", 2, IDLE);
  final Cells<Boolean> flag = cells("flag", 2, false);
  final Cell<Integer> turn = cell("turn", 0);

  Peterson() {
    rule("want", place, (tx, p) -> tx.require(p, IDLE).set(p, RAISING));
    rule(
        "raise flag",
        place,
        (tx, p) -> tx.require(p, RAISING).set(flagOf(p), true).set(p, YIELDING));
    rule(
        "yield",
        place,
        (tx, p) -> tx.require(p, YIELDING).set(turn, other(p).index()).set(p, WAITING));
    rule(
        "enter",
        place,
        (tx, p) -> {
          tx.require(p, WAITING);
          tx.require(!tx.get(flagOf(other(p))) || tx.get(turn) == p.index()).set(p, INSIDE);
        });
    rule("leave", place, (tx, p) -> tx.require(p, INSIDE).set(p, LEAVING));
    rule("lower flag", place, (tx, p) -> tx.require(p, LEAVING).set(flagOf(p), false).set(p, IDLE));

    weaklyFairEach("raise flag", "yield", "enter", "leave", "lower flag");

    always(
        "one at a time",
        place.pairs(),
        (s, pair) -> !(isIn(s.get(pair.first())) && isIn(s.get(pair.second()))));
    always(
        "a flag is up from when it is raised until it is lowered",
        place,
        (s, p) -> s.get(flagOf(p)) == !List.of(IDLE, RAISING).contains(s.get(p)));
    always(
        "who is inside has the turn, or the other does not wait",
        place,
        (s, p) -> !isIn(s.get(p)) || s.get(turn) == p.index() || s.get(other(p)) != WAITING);
    sometimes(
        "one is inside and the other waits", s -> place.values(s).equals(List.of(INSIDE, WAITING)));
    leadsTo(
        "who wants to gets in", place, (s, p) -> s.get(p) == RAISING, (s, p) -> s.get(p) == INSIDE);
  }

  private static boolean isIn(Place place) {
    return place == INSIDE || place == LEAVING;
  }

  private Cell<Place> other(Cell<Place> process) {
    return place.get(1 - process.index());
  }

  private Cell<Boolean> flagOf(Cell<Place> process) {
    return flag.get(process.index());
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "peterson",
        "two processes keep each other out with a flag each and a turn",
        "Peterson, Myths about the Mutual Exclusion Problem, 1981; TLA+ Examples, Peterson",
        List.of(),
        parameters -> new Peterson());
  }
}
