package dev.plimsoll.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.trace.Trace;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What the tests of the examples ask of the checker.
public final class Checks {

  /// Every claim of the model holds, liveness claims among them, and it has so many states.
  ///
  /// @param parameters those that are not the defaults
  public static void assertHolds(
      String name, Map<String, String> parameters, long distinct, long generated, int depth) {
    var result = assertHolds(model(name, parameters), SearchOptions.defaults(), distinct, depth);

    assertThat(result.generated()).isEqualTo(generated);
  }

  /// Every claim of the model holds, liveness claims among them, and it has so many states, however
  /// many steps.
  ///
  /// @param parameters those that are not the defaults
  public static void assertHolds(
      String name, Map<String, String> parameters, long distinct, int depth) {
    assertHolds(model(name, parameters), SearchOptions.defaults(), distinct, depth);
  }

  /// Every claim of the model about states holds, and it has so many states up to symmetry.
  ///
  /// @param parameters those that are not the defaults
  public static void assertHoldsUnderSymmetry(
      String name, Map<String, String> parameters, long distinct, int depth) {
    var model = model(name, parameters);
    var aboutStates =
        model.claims().stream()
            .filter(claim -> claim.kind() != Claim.Kind.LIVENESS)
            .map(Claim::name)
            .collect(Collectors.toSet());
    var symmetry = new Method(true, false, false);
    assertHolds(
        model,
        SearchOptions.defaults().withMethod(symmetry).withClaims(aboutStates),
        distinct,
        depth);
  }

  private static CheckResult assertHolds(
      Model model, SearchOptions options, long distinct, int depth) {
    var result = Search.check(model, options);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(distinct);
    assertThat(result.depth()).isEqualTo(depth);
    return result;
  }

  /// The claim, checked alone, is violated.
  ///
  /// @return how
  public static Trace assertViolates(Model model, String claim) {
    var result = Search.check(model, SearchOptions.defaults().withClaims(Set.of(claim)));

    assertThat(result.claim(claim).status()).as(claim).isEqualTo(Status.VIOLATED);
    return Objects.requireNonNull(result.claim(claim).trace());
  }

  /// A model of the catalog.
  ///
  /// @param parameters those that are not the defaults
  public static Model model(String name, Map<String, String> parameters) {
    return Catalog.load().find(name).configure(parameters).model();
  }

  private Checks() {}
}
