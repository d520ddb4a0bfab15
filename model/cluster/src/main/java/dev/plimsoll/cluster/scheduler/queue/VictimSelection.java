package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.disruption.PodDisruptionBudget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which pods must go from a node for another to fit. Of those of less priority as many stay as
/// can: first those whose loss a budget does not allow, then the others, the more important before
/// the less.
///
/// Source: `pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go`
/// (`SelectVictimsOnNode`, `filterPodsWithPDBViolation`), `pkg/scheduler/util/utils.go`
/// (`MoreImportantPod`), v1.30. Nobody evicts, so that no pod is in `disruptedPods`.
///
/// @param budgets as the scheduler knows them, where there is one
/// @param bug what it gets wrong
record VictimSelection(NodeRoom room, Optional<Informer<PodDisruptionBudget>> budgets, Bug bug) {

  /// The name of the budget.
  static final int BUDGET = 0;

  /// A node and who would have to go there.
  ///
  /// @param victims their names, ascending
  /// @param violations how many of them a budget does not allow to go
  record Candidate(int node, List<Integer> victims, int violations) {

    Candidate {
      victims = List.copyOf(victims);
    }
  }

  /// Who would have to go; nobody where that does not help.
  Candidate on(State state, int pod, int node) {
    var potential =
        room.on(state, node).stream()
            .filter(other -> mayGo(other, pod))
            .sorted(moreImportantFirst(state))
            .toList();
    if (!room.fits(state, pod, node, potential)) {
      return new Candidate(node, List.of(), 0);
    }
    var violating = bug == Bug.IGNORES_BUDGETS ? List.<Integer>of() : violating(state, potential);
    var gone = potential;
    for (var other : violatingFirst(potential, violating)) {
      var fewer = gone.stream().filter(each -> !each.equals(other)).toList();
      if (room.fits(state, pod, node, fewer)) {
        gone = fewer;
      }
    }
    if (bug == Bug.PREEMPTS_THOUGH_FREE && gone.isEmpty()) {
      gone = potential;
    }
    var count = (int) gone.stream().filter(violating::contains).count();
    return new Candidate(node, gone.stream().sorted().toList(), count);
  }

  private boolean mayGo(int other, int pod) {
    var less = room.priority(other) - room.priority(pod);
    return bug == Bug.PREEMPTS_EQUALS ? less <= 0 : less < 0;
  }

  /// Of two pods of one priority, the one that has run for longer is more important.
  private Comparator<Integer> moreImportantFirst(State state) {
    var started = Comparator.comparingInt((Integer other) -> room.started(state, other));
    return Comparator.comparingInt((Integer other) -> -room.priority(other))
        .thenComparing(bug == Bug.SPARES_THE_LATEST ? started.reversed() : started);
  }

  private static List<Integer> violatingFirst(List<Integer> pods, List<Integer> violating) {
    var others = pods.stream().filter(other -> !violating.contains(other));
    return Stream.concat(violating.stream(), others).toList();
  }

  /// Those pods that the budget would not allow to go once those before them have gone.
  private List<Integer> violating(State state, List<Integer> pods) {
    return pods.stream().filter(room::isGuarded).skip(allowed(state)).toList();
  }

  /// How many guarded pods may go.
  int allowed(State state) {
    return budgets
        .flatMap(known -> known.get(state, BUDGET))
        .map(PodDisruptionBudget::disruptionsAllowed)
        .orElse(Integer.MAX_VALUE);
  }
}
