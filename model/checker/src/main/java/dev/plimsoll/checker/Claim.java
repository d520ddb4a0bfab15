package dev.plimsoll.checker;

import java.util.List;
import java.util.function.Predicate;

/// Something that a model says about its states.
///
/// @param name how users name it; unique in the model
/// @param predicates the claim is their conjunction. One claim over pairs of servers is a predicate
///     for each pair, so that each depends on two servers and not on all
public record Claim(String name, Kind kind, List<Predicate<State>> predicates) {

  /// What is claimed.
  public enum Kind {
    /// Every reachable state passes.
    ALWAYS("always"),
    /// Some reachable state passes: the guard against claims that hold because nothing happens.
    SOMETIMES("sometimes"),
    /// In every reachable state some rule can fire, or the predicate says that it may rest here.
    DEADLOCK_FREE("deadlock-free");

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

  public Claim {
    predicates = List.copyOf(predicates);
    if (predicates.isEmpty()) {
      throw new IllegalArgumentException(
          "The claim \"%s\" is about nothing: it has no instance".formatted(name));
    }
  }
}
