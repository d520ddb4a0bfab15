package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.search.ClaimChecker;
import java.util.List;

/// What the runs of a simulation have in common; shared by all threads.
///
/// @param initial the states to start from, in an order that depends on the model alone
/// @param length the most steps of a run
/// @param weights of the rules, in order of declaration; 0 switches one off
record Plan(
    Program program,
    ClaimChecker.Claims claims,
    List<int[]> initial,
    long seed,
    int length,
    List<Integer> weights) {

  public Plan {
    initial = List.copyOf(initial);
    weights = List.copyOf(weights);
  }

  /// A copy of the weights.
  int[] copyOfWeights() {
    return weights.stream().mapToInt(weight -> weight).toArray();
  }

  /// Where a run starts: any initial state is as likely as any other.
  int[] start(Chance chance) {
    return initial.get(chance.below(initial.size()));
  }
}
