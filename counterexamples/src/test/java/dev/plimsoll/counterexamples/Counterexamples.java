package dev.plimsoll.counterexamples;

import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.Set;

/// Counterexamples of {@link Overshoot}, found by searching.
public final class Counterexamples {

  /// Three steps: scale to one, create two pods.
  public static Counterexample tooManyPods() {
    return of("never more pods than replicas");
  }

  /// Ends where no rule can fire.
  public static Counterexample deadlock() {
    return of("there is always something to do");
  }

  private static Counterexample of(String claim) {
    var configured = Overshoot.DEFINITION.configure(Map.of());
    var result =
        Search.check(configured.model(), SearchOptions.defaults().withClaims(Set.of(claim)));
    return Counterexample.of("overshoot", configured.parameters(), result.claim(claim))
        .orElseThrow();
  }

  private Counterexamples() {}
}
