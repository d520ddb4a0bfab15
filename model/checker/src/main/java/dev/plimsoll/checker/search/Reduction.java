package dev.plimsoll.checker.search;

import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.reduction.PartialOrder;
import dev.plimsoll.checker.reduction.StubbornSets;
import java.util.List;
import java.util.function.LongPredicate;

/// Leaves out steps of a search: see {@link dev.plimsoll.checker.reduction}.
final class Reduction {

  private final PartialOrder order;
  private final Horizon horizon;

  /// One thread's way to leave out steps: what can be left out, and whether a step that is made
  /// leads to a state as is wanted.
  record Selection(StubbornSets sets, LongPredicate isWanted) {}

  Reduction(Program program, ClaimChecker.Claims claims, StateStore store) {
    order = PartialOrder.ofStates(program, claims.ofEveryState());
    horizon = new Horizon(store);
  }

  Selection selection() {
    return new Selection(order.sets(), horizon::isBeyond);
  }

  /// A way to choose steps once more that lead from visited states to visited states.
  Selection selectionAmong(StateStore visited) {
    return new Selection(order.setsAmongVisited(), word -> visited.tagOf(word) != 0);
  }

  /// Goes on to a level, perhaps in the middle of it.
  void moveTo(int level, List<Worker> workers) {
    order.settle(claim -> workers.stream().anyMatch(worker -> worker.seen[claim]));
    horizon.moveTo(level, workers.stream().flatMap(worker -> worker.added().stream()).toList());
  }

  /// Looks, when a level is done, at what was learned on it.
  ///
  /// @param isLast whether there are no more states
  /// @return whether the search is to begin again
  boolean isStale(long states, boolean isLast) {
    return order.isStale(states, isLast);
  }

  /// Gets ready for a search with all that is known by now.
  void beginAgain() {
    order.begin();
  }

  void save(Archive.Writer out) {
    order.save(out);
  }

  void restore(Archive.Reader in) {
    order.restore(in);
  }
}
