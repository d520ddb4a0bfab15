package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.mutex.DiningPhilosophers.Activity.EATING;
import static dev.plimsoll.examples.mutex.DiningPhilosophers.Activity.LOOKING;
import static dev.plimsoll.examples.mutex.DiningPhilosophers.Activity.THINKING;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// Dining philosophers who hand each other the forks: a fork that was eaten with is dirty, a dirty
/// fork is cleaned and handed to the neighbour, a clean one is kept until it was eaten with.
///
/// Follows the specification "DiningPhilosophers" by Hemphill in the TLA+ Examples, after Chandy
/// and Misra, "The Drinking Philosophers Problem", TOPLAS 6(4), 1984. What it leaves out, as that
/// does: requests; a dirty fork is handed over whether the neighbour is hungry or not.
public class DiningPhilosophers extends Model {
  enum Activity {
    LOOKING,
    EATING,
    THINKING
  }

  record Fork(int holder, boolean clean) {}

  final Cells<Activity> activity;
  final Cells<Boolean> hungry;
  final Cells<Fork> fork;

  /// @param philosophers at least 2
  DiningPhilosophers(int philosophers) {
    activity = cells("activity", philosophers, LOOKING);
    hungry = cells("hungry", philosophers, true);
    fork =
        cells(
            "fork",
            IntStream.range(0, philosophers)
                .mapToObj(f -> new Fork(f == 1 ? 0 : f, false))
                .toList());

    rule("look around", activity, this::lookAround);
    rule(
        "eat",
        activity,
        (tx, p) -> {
          tx.require(p, EATING).set(p, LOOKING).set(hungry.get(p.index()), false);
          tx.update(left(p), f -> new Fork(f.holder(), false));
          tx.update(right(p), f -> new Fork(f.holder(), false));
        });
    rule(
        "think",
        activity,
        (tx, p) -> tx.require(p, THINKING).set(p, LOOKING).set(hungry.get(p.index()), true));

    weaklyFairEach("look around", "eat", "think");

    always(
        "neighbours do not eat at the same time",
        activity,
        (s, p) -> s.get(p) != EATING || s.get(activity.get(next(p))) != EATING);
    sometimes("one eats", s -> activity.any(s, EATING));
    alwaysEventually("everyone eats again and again", hungry, (s, p) -> !s.get(p));
  }

  private void lookAround(Transaction tx, Cell<Activity> me) {
    tx.require(me, LOOKING);
    if (!tx.get(hungry.get(me.index()))) {
      tx.set(me, THINKING);
    } else if (hasClean(tx, me, left(me)) && hasClean(tx, me, right(me))) {
      tx.set(me, EATING);
    }
    if (hasDirty(tx, me, left(me))) {
      tx.set(left(me), new Fork(previous(me), true));
    } else if (hasDirty(tx, me, right(me))) {
      tx.set(right(me), new Fork(next(me), true));
    }
  }

  private static boolean hasClean(State s, Cell<Activity> me, Cell<Fork> fork) {
    return s.get(fork).equals(new Fork(me.index(), true));
  }

  private static boolean hasDirty(State s, Cell<Activity> me, Cell<Fork> fork) {
    return s.get(fork).equals(new Fork(me.index(), false));
  }

  private Cell<Fork> left(Cell<Activity> philosopher) {
    return fork.get(philosopher.index());
  }

  private Cell<Fork> right(Cell<Activity> philosopher) {
    return fork.get(next(philosopher));
  }

  private int next(Cell<Activity> philosopher) {
    return (philosopher.index() + 1) % activity.size();
  }

  private int previous(Cell<Activity> philosopher) {
    return (philosopher.index() + activity.size() - 1) % activity.size();
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "dining-philosophers",
        "philosophers hand each other clean forks: does everyone eat?",
        "Chandy and Misra, The Drinking Philosophers Problem, 1984; TLA+ Examples,"
            + " DiningPhilosophers",
        List.of(Parameter.integer("philosophers", 5, 2, 12, "philosophers, and forks")),
        parameters -> new DiningPhilosophers(parameters.integer("philosophers")));
  }
}
