package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.mutex.Lock.Place.INSIDE;
import static dev.plimsoll.examples.mutex.Lock.Place.OUTSIDE;
import static dev.plimsoll.examples.mutex.Lock.Place.WAITING;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// Processes that share a lock without a queue: whoever comes first when it is free gets it.
///
/// The textbook case for strong fairness (Manna and Pnueli, "The Temporal Logic of Reactive and
/// Concurrent Systems: Specification", 1992, section 2.6): a process that waits can take the lock
/// again and again, but not all the time, so weak fairness lets the others take turns forever.
public class Lock extends Model {
  enum Place {
    OUTSIDE,
    WAITING,
    INSIDE
  }

  /// What is assumed of taking the lock, of each process.
  enum Fair {
    STRONGLY,
    WEAKLY
  }

  /// @param processes at least 1
  Lock(int processes, Fair fair) {
    var place = cells("place", processes, OUTSIDE);
    var taken = cell("taken", false);
    interchangeable("process", place);

    rule("want", place, (tx, p) -> tx.require(p, OUTSIDE).set(p, WAITING));
    rule(
        "take",
        place,
        (tx, p) -> tx.require(p, WAITING).require(taken, false).set(taken, true).set(p, INSIDE));
    rule("leave", place, (tx, p) -> tx.require(p, INSIDE).set(taken, false).set(p, OUTSIDE));

    weaklyFairEach("leave");
    switch (fair) {
      case WEAKLY -> weaklyFairEach("take");
      case STRONGLY -> stronglyFairEach("take");
    }

    always(
        "one at a time",
        place.pairs(),
        (s, pair) -> !(s.get(pair.first()) == INSIDE && s.get(pair.second()) == INSIDE));
    leadsTo(
        "who waits gets in", place, (s, p) -> s.get(p) == WAITING, (s, p) -> s.get(p) == INSIDE);
    sometimes(
        "one is inside and all others wait",
        s -> place.any(s, INSIDE) && place.count(s, p -> p == WAITING) == processes - 1);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "lock",
        "processes share a lock without a queue: does everyone who waits get it?",
        "Manna and Pnueli, The Temporal Logic of Reactive and Concurrent Systems, section 2.6",
        List.of(
            Parameter.integer("processes", 3, 2, 12, "processes"),
            Parameter.enumeration("fair", Lock.Fair.class, "what is assumed of taking the lock")),
        parameters ->
            new Lock(
                parameters.integer("processes"), parameters.constant("fair", Lock.Fair.class)));
  }
}
