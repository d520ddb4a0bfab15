package dev.plimsoll.checker.reduction;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The actions that are seen by those who look at behaviours: by the claim, its predicates; by
/// fairness, of some instances of rules together, whether they can make a step, and make one.
final class Observed {

  private final ActionSet all;
  private final ActionSet fair;

  /// By action: those that are looked at together with it; null where it is not observed.
  private final @Nullable ActionSet[] together;

  /// @param actions how many there are
  Observed(int actions) {
    all = new ActionSet(actions);
    fair = new ActionSet(actions);
    together = new ActionSet[actions];
  }

  /// Adds the predicates of the claim.
  void addPredicates(Collection<Integer> actions) {
    add(actions);
  }

  /// Adds instances of rules that fairness is assumed of, all together.
  void addFair(Collection<Integer> actions) {
    add(actions);
    actions.forEach(fair::add);
  }

  private void add(Collection<Integer> actions) {
    for (var action : actions) {
      all.add(action);
      var those = together[action];
      if (those == null) {
        those = new ActionSet(together.length);
        together[action] = those;
      }
      actions.forEach(those::add);
    }
  }

  /// Those that are looked at together with an action; null where it is not observed.
  @Nullable ActionSet with(int action) {
    return together[action];
  }

  boolean contains(int action) {
    return all.contains(action);
  }

  /// Whether it is an instance of a rule.
  boolean isFair(int action) {
    return fair.contains(action);
  }

  ActionSet all() {
    return all;
  }
}
