package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Fairness;
import dev.plimsoll.checker.search.Explorer.Position;
import java.util.List;

/// What is wrong in the last state of a trace, and is to stay wrong while it is shrunk.
public sealed interface Fault {

  /// The state violates a claim about states.
  record Violated(Claim claim) implements Fault {
    public Violated {
      if (claim.kind() == Claim.Kind.LIVENESS || claim.kind() == Claim.Kind.SOMETIMES) {
        throw new IllegalArgumentException(
            "No state violates \"%s\": it is a claim of kind %s"
                .formatted(claim.name(), claim.kind()));
      }
    }
  }

  /// A claim throws an exception.
  record ClaimThrows(Claim claim) implements Fault {}

  /// A rule throws an exception.
  ///
  /// @param rule its place in the order of declaration
  record RuleThrows(int rule) implements Fault {}

  /// Nothing has to happen any more, so that a behaviour may stay as it is for ever.
  ///
  /// @param fairness what is assumed to happen in the end
  record AtRest(List<Fairness> fairness) implements Fault {
    public AtRest {
      fairness = List.copyOf(fairness);
    }

    /// Whether a step of a rule has to be made at some time, if it changes the state.
    boolean isFair(String rule) {
      return fairness.stream().anyMatch(each -> each.isOf(rule));
    }
  }

  /// Whether a look at the steps out of a state is needed to tell.
  default boolean dependsOnSteps() {
    return switch (this) {
      case Violated(var claim) -> claim.kind() == Claim.Kind.DEADLOCK_FREE;
      case ClaimThrows(var claim) -> claim.kind() == Claim.Kind.DEADLOCK_FREE;
      case RuleThrows _, AtRest _ -> true;
    };
  }

  /// Whether it is the case in a state.
  ///
  /// Another rule or claim that throws there is another fault.
  default boolean isIn(Position position, Explorer explorer) {
    try {
      return switch (this) {
        case Violated(var claim) -> explorer.violates(claim, position);
        case ClaimThrows(var claim) ->
            (claim.kind() != Claim.Kind.DEADLOCK_FREE || explorer.successors(position).isEmpty())
                && explorer.failureOfClaim(position, claim).isPresent();
        case RuleThrows(var rule) -> explorer.failureOfRule(position, rule).isPresent();
        case AtRest rest ->
            explorer.successors(position).stream()
                .noneMatch(
                    step -> rest.isFair(step.action().rule()) && !step.target().equals(position));
      };
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return false;
    }
  }
}
