package dev.plimsoll.cluster;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What befalls a cluster, chosen before anything happens.
///
/// In each initial state it is known how often each event comes, and which of the faults that share
/// a budget is the next, if any; after it, which is the next then. What is foreseen happens: so
/// fairness is assumed of it as of all else. But for what is foreseen, behaviours are the same.
///
/// There are more states, and fewer steps that matter to each other: a fault that does not come
/// disturbs nobody. Partial-order reduction then leaves out nearly all.
final class Foresight {

  /// No fault.
  static final String NOTHING = "nothing";

  /// The faults that share a budget.
  static final class Faults {

    private final Cell<Integer> budget;
    private final Cell<String> next;
    private final List<String> choices = new ArrayList<>(List.of(NOTHING));

    private Faults(Cell<Integer> budget, Cell<String> next) {
      this.budget = budget;
      this.next = next;
    }

    /// Adds one of them.
    void add(String fault) {
      choices.add(fault);
    }

    /// Has one of them come, if it is the next, before it is taken from the budget.
    void come(Transaction tx, String fault) {
      tx.require(next, fault);
      choose(tx, tx.get(budget) - 1);
    }

    private void choose(Transaction tx, int left) {
      tx.set(next, left == 0 ? NOTHING : tx.choose(choices));
    }
  }

  private final Map<Cell<Integer>, Integer> events = new LinkedHashMap<>();
  private final Map<Cell<Integer>, Faults> faults = new LinkedHashMap<>();

  /// Adds an event.
  ///
  /// @param left how often it may still come
  /// @param most how often it may come at first
  void add(Cell<Integer> left, int most) {
    events.put(left, most);
  }

  /// The faults of a budget.
  ///
  /// @param cells makes the cell of a name that tells which is the next, and holds "nothing"
  Faults of(Cell<Integer> budget, Function<String, Cell<String>> cells) {
    return faults.computeIfAbsent(
        budget, each -> new Faults(each, cells.apply("next of " + each.name())));
  }

  /// Chooses what comes.
  void choose(Transaction tx) {
    events.forEach(
        (left, most) -> tx.set(left, tx.choose(IntStream.rangeClosed(0, most).boxed().toList())));
    faults.values().forEach(each -> each.choose(tx, tx.get(each.budget)));
  }
}
