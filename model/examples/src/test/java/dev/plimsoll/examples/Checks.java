package dev.plimsoll.examples;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.trace.Trace;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What the tests of the examples ask of the checker, beside {@link Checked}.
public final class Checks {

  /// Every claim of the model about states holds, and it has so many states up to symmetry.
  ///
  /// @param settings as in {@link Checked#model(String, String)}
  public static void assertHoldsUnderSymmetry(
      String name, String settings, long distinct, int depth) {
    var aboutStates =
        Checked.configured(name, settings).claims().stream()
            .filter(claim -> claim.kind() != Claim.Kind.LIVENESS)
            .map(Claim::name)
            .collect(Collectors.toSet());
    var options =
        SearchOptions.defaults().withMethod(new Method(true, false, false)).withClaims(aboutStates);
    Checked.model(name, settings, options).holds(distinct).hasLevels(depth);
  }

  /// The claim, checked alone, is violated.
  ///
  /// @return how
  public static Trace assertViolates(Model model, String claim) {
    var options = SearchOptions.defaults().withClaims(Set.of(claim));
    var result = Checked.of(model, options).breaks(claim).result();
    return Objects.requireNonNull(result.claim(claim).trace());
  }

  private Checks() {}
}
