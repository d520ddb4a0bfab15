package dev.plimsoll.checker;

import java.util.Set;

/// That an action is not put off forever: an assumption about behaviours, under which the liveness
/// claims of a model are decided (Lamport, "The Temporal Logic of Actions", 1994, section 5).
///
/// The action is a step of one of the rules that changes the state: a step that leaves all as it is
/// counts neither as one that could be made nor as one that was.
///
/// @param strong whether the action is taken again and again if it can be taken again and again;
///     otherwise only if, from some time on, it can be taken all the time
/// @param rules the names of the rules; empty for all
/// @param each whether this is assumed of each argument by itself: of the rules' first argument,
///     such as the process that makes the step
public record Fairness(boolean strong, Set<String> rules, boolean each) {

  public Fairness {
    rules = Set.copyOf(rules);
  }

  /// Whether it is assumed of steps of a rule.
  public boolean isOf(String rule) {
    return rules.isEmpty() || rules.contains(rule);
  }
}
