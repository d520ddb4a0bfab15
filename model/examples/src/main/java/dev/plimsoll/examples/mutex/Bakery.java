package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.mutex.Bakery.Place.CRITICAL;
import static dev.plimsoll.examples.mutex.Bakery.Place.DRAW;
import static dev.plimsoll.examples.mutex.Bakery.Place.DRAWN;
import static dev.plimsoll.examples.mutex.Bakery.Place.ENTER;
import static dev.plimsoll.examples.mutex.Bakery.Place.EXIT;
import static dev.plimsoll.examples.mutex.Bakery.Place.LOOK;
import static dev.plimsoll.examples.mutex.Bakery.Place.OUTSIDE;
import static dev.plimsoll.examples.mutex.Bakery.Place.WAIT;
import static dev.plimsoll.examples.mutex.Bakery.Place.WAIT_TURN;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The bakery algorithm, after Lamport, "A New Solution of Dijkstra's Concurrent Programming
/// Problem", CACM 17(8), 1974; `Bakery` in the TLA+ Examples, in `Bakery-Boulangerie`.
///
/// Each process draws a number above all others that it sees and waits until nobody has a smaller
/// one. Registers are safe only: while one is being written whoever reads it may see anything,
/// which is to say that it is written several times. Numbers are bounded, so that a process may be
/// unable to draw; nothing is claimed about who gets in at last.
///
/// Started anywhere where the invariant holds, the model shows that the invariant is inductive: no
/// step leads to a state that is not an initial one.
public class Bakery extends Model {

  /// Where a process is.
  enum Place {
    OUTSIDE,
    /// It announces that it is drawing.
    ENTER,
    /// It looks at the others' numbers.
    LOOK,
    DRAW,
    /// It announces that it has drawn.
    DRAWN,
    /// It waits until the next one to look at is not drawing.
    WAIT,
    /// It waits until that one has no smaller number.
    WAIT_TURN,
    CRITICAL,
    EXIT
  }

  /// Where the model starts.
  enum Start {
    OUTSIDE,
    /// In any state that the inductive invariant allows.
    ANYWHERE
  }

  private static final Set<Place> WAITING = EnumSet.of(WAIT, WAIT_TURN);

  final Cells<Place> place;
  private final Cells<Integer> number;

  /// By process: whether it is drawing a number.
  private final Cells<Boolean> drawing;

  /// By process: whom it has yet to look at, in ascending order.
  private final Cells<List<Integer>> unchecked;

  /// By process: the largest number it has seen.
  private final Cells<Integer> largest;

  /// By process: whom it waits for.
  private final Cells<Integer> next;

  private final List<Integer> numbers;

  /// @param processes at least 2
  /// @param maxNumber the largest number that can be drawn
  Bakery(int processes, int maxNumber, Start start) {
    place = cells("process", processes, OUTSIDE);
    number = cells("number", processes, 0);
    drawing = cells("drawing", processes, false);
    unchecked = cells("unchecked", processes, List.of());
    largest = cells("largest", processes, 0);
    next = cells("next", processes, 0);
    numbers = IntStream.rangeClosed(0, maxNumber).boxed().toList();
    if (start == Start.ANYWHERE) {
      initially(this::startAnywhere);
    }

    draw();
    takeTurns();

    always(
        "one at a time",
        place.pairs(),
        (s, pair) -> !(s.get(pair.first()) == CRITICAL && s.get(pair.second()) == CRITICAL));
    always("the inductive invariant", place, this::invariant);
    sometimes(
        "one is inside and all others wait",
        s -> place.any(s, CRITICAL) && place.count(s, WAITING::contains) == processes - 1);
  }

  private void draw() {
    rule("start", place, (tx, p) -> tx.require(p, OUTSIDE).set(p, ENTER));
    rule(
        "flicker",
        place,
        (tx, p) -> {
          tx.require(tx.get(p) == ENTER || tx.get(p) == DRAWN);
          tx.update(drawing.at(p), is -> !is);
        });
    rule(
        "enter",
        place,
        (tx, p) -> {
          tx.require(p, ENTER).set(drawing.at(p), true).set(unchecked.at(p), others(p));
          tx.set(largest.at(p), 0).set(p, LOOK);
        });
    rule(
        "look",
        place,
        (tx, p) -> {
          tx.require(p, LOOK);
          var seen = tx.choose(tx.get(unchecked.at(p)));
          check(tx, p, seen);
          tx.set(largest.at(p), Math.max(tx.get(largest.at(p)), tx.get(number.get(seen))));
        });
    rule(
        "have seen all",
        place,
        (tx, p) -> tx.require(p, LOOK).require(unchecked.at(p), List.of()).set(p, DRAW));
    rule(
        "write any number",
        place,
        (tx, p) -> {
          tx.require(tx.get(p) == DRAW || tx.get(p) == EXIT);
          tx.set(number.at(p), tx.choose(numbers));
        });
    rule(
        "draw",
        place,
        (tx, p) -> {
          tx.require(p, DRAW);
          var drawn = tx.choose(numbers);
          tx.require(drawn > tx.get(largest.at(p))).set(number.at(p), drawn).set(p, DRAWN);
        });
  }

  private void takeTurns() {
    rule(
        "have drawn",
        place,
        (tx, p) ->
            tx.require(p, DRAWN)
                .set(drawing.at(p), false)
                .set(unchecked.at(p), others(p))
                .set(p, WAIT));
    rule(
        "wait for another's drawing",
        place,
        (tx, p) -> {
          tx.require(p, WAIT);
          var other = tx.choose(tx.get(unchecked.at(p)));
          tx.require(drawing.get(other), false).set(next.at(p), other).set(p, WAIT_TURN);
        });
    rule(
        "wait for another's turn",
        place,
        (tx, p) -> {
          tx.require(p, WAIT_TURN);
          var other = place.get(tx.get(next.at(p)));
          tx.require(tx.get(number.at(other)) == 0 || goesFirst(tx, p, other));
          check(tx, p, other.index());
          tx.set(p, WAIT);
        });
    rule(
        "go in",
        place,
        (tx, p) -> tx.require(p, WAIT).require(unchecked.at(p), List.of()).set(p, CRITICAL));
    rule("go out", place, (tx, p) -> tx.require(p, CRITICAL).set(p, EXIT));
    rule("leave", place, (tx, p) -> tx.require(p, EXIT).set(number.at(p), 0).set(p, OUTSIDE));
  }

  private List<Integer> others(Cell<Place> process) {
    return without(IntStream.range(0, place.size()).boxed().toList(), process.index());
  }

  private void check(Transaction tx, Cell<Place> process, int other) {
    tx.update(unchecked.at(process), all -> without(all, other));
  }

  private static List<Integer> without(List<Integer> processes, int one) {
    return processes.stream().filter(each -> each != one).toList();
  }

  /// Whether its number is the smaller one, or the same and it comes first.
  private boolean goesFirst(State s, Cell<Place> process, Cell<Place> other) {
    var mine = s.get(number.at(process));
    var others = s.get(number.at(other));
    return mine < others || (mine.equals(others) && process.index() < other.index());
  }

  // ---- the inductive invariant

  private boolean invariant(State s, Cell<Place> p) {
    var here = s.get(p);
    var isDrawing = here == LOOK || here == DRAW;
    var hasNumber = here == DRAWN || here == CRITICAL || WAITING.contains(here);
    return (!isDrawing || s.get(drawing.at(p)))
        && (!hasNumber || s.get(number.at(p)) != 0)
        && (!WAITING.contains(here) || isBeforeThoseChecked(s, p))
        && (here != WAIT_TURN || willBeSeenByNext(s, p))
        && (here != CRITICAL || place.stream().allMatch(q -> q.equals(p) || isBefore(s, p, q)));
  }

  private boolean isBeforeThoseChecked(State s, Cell<Place> p) {
    var left = s.get(unchecked.at(p));
    return !left.contains(p.index())
        && place.stream()
            .allMatch(q -> q.equals(p) || left.contains(q.index()) || isBefore(s, p, q));
  }

  private boolean willBeSeenByNext(State s, Cell<Place> p) {
    var other = place.get(s.get(next.at(p)));
    return !other.equals(p) && (!hasSeen(s, other, p) || isBelowLargest(s, p, other));
  }

  /// Whether p has a number, and q, if it wants to enter, has or will draw a later one.
  private boolean isBefore(State s, Cell<Place> p, Cell<Place> q) {
    return s.get(number.at(p)) > 0
        && switch (s.get(q)) {
          case OUTSIDE, ENTER, EXIT -> true;
          case LOOK, DRAW -> !hasSeen(s, q, p) || isBelowLargest(s, p, q);
          case DRAWN -> goesFirst(s, p, q);
          case WAIT, WAIT_TURN -> goesFirst(s, p, q) && s.get(unchecked.at(q)).contains(p.index());
          case CRITICAL -> false;
        };
  }

  private boolean hasSeen(State s, Cell<Place> q, Cell<Place> p) {
    return switch (s.get(q)) {
      case LOOK -> !s.get(unchecked.at(q)).contains(p.index());
      case DRAW -> true;
      case OUTSIDE, ENTER, DRAWN, WAIT, WAIT_TURN, CRITICAL, EXIT -> false;
    };
  }

  private boolean isBelowLargest(State s, Cell<Place> p, Cell<Place> q) {
    return s.get(largest.at(q)) >= s.get(number.at(p));
  }

  private void startAnywhere(Transaction tx) {
    var all = IntStream.range(0, place.size()).boxed().toList();
    for (var p : place) {
      tx.set(p, tx.choose(List.of(Place.values())));
      tx.set(number.at(p), tx.choose(numbers)).set(largest.at(p), tx.choose(numbers));
      tx.set(drawing.at(p), tx.chooseWhether()).set(next.at(p), tx.choose(all));
      tx.set(unchecked.at(p), chooseSome(tx, all));
    }
    tx.require(place.stream().allMatch(p -> invariant(tx, p)));
  }

  private static List<Integer> chooseSome(Transaction tx, List<Integer> all) {
    var some = new ArrayList<Integer>();
    for (var each : all) {
      if (tx.chooseWhether()) {
        some.add(each);
      }
    }
    return List.copyOf(some);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "bakery",
        "processes draw numbers and wait for those with smaller ones",
        "Lamport, A New Solution of Dijkstra's Concurrent Programming Problem, CACM 17(8), 1974",
        List.of(
            Parameter.integer("processes", 2, 2, 4, "processes"),
            Parameter.integer("max-number", 2, 1, 9, "the largest number that can be drawn"),
            Parameter.enumeration("start", Start.class, "where the model starts")),
        parameters ->
            new Bakery(
                parameters.integer("processes"),
                parameters.integer("max-number"),
                parameters.constant("start", Start.class)));
  }
}
