package dev.plimsoll.checker;

import java.util.List;
import java.util.function.Predicate;

/// Something that a model says about its states, or about its behaviours.
///
/// @param name how users name it; unique in the model
/// @param instances the claim is their conjunction. One claim over pairs of servers is an instance
///     for each pair, so that each depends on two servers and not on all. Of a liveness claim: none
/// @param formulas of a liveness claim, which is their conjunction; otherwise none
public record Claim(String name, Kind kind, List<Instance> instances, List<Formula> formulas) {

  /// What is claimed.
  public enum Kind {
    /// Every reachable state passes.
    ALWAYS("always"),
    /// Some reachable state passes: the guard against claims that hold because nothing happens.
    SOMETIMES("sometimes"),
    /// In every reachable state some rule can fire, or the predicate says that it may rest here.
    DEADLOCK_FREE("deadlock-free"),
    /// Every fair behaviour satisfies a temporal formula.
    LIVENESS("liveness");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// The word of command line, reports and files.
    @Override
    public String toString() {
      return text;
    }
  }

  /// A claim applied to its arguments.
  ///
  /// @param arguments what it is claimed of; cells, or values
  public record Instance(List<?> arguments, Predicate<State> predicate) {
    public Instance {
      arguments = List.copyOf(arguments);
    }
  }

  /// A claim about states, of no arguments.
  static Claim ofStates(String name, Kind kind, Predicate<State> predicate) {
    return ofStates(name, kind, List.of(new Instance(List.of(), predicate)));
  }

  /// Says something of those states only that pass the premise.
  public record Implication(Predicate<State> premise, Predicate<State> conclusion)
      implements Predicate<State> {
    @Override
    public boolean test(State state) {
      return !premise.test(state) || conclusion.test(state);
    }
  }

  /// A claim about states.
  static Claim ofStates(String name, Kind kind, List<Instance> instances) {
    return new Claim(name, kind, instances, List.of());
  }

  public Claim {
    instances = List.copyOf(instances);
    formulas = List.copyOf(formulas);
    if (instances.isEmpty() && formulas.isEmpty()) {
      throw new IllegalArgumentException(
          "The claim \"%s\" is about nothing: it has no instance".formatted(name));
    }
  }
}
