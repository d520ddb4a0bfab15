package dev.plimsoll.checker.expectation;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A model that was searched, and what is expected of it: all of its claims hold, or a mistake
/// breaks the claim that it is meant for, and no other.
///
/// ```java
/// Checked.model("two-phase-commit", "managers=3").holds(288).firesEveryRule();
/// Checked.model("cni", "bug=no-lock")
///     .breaks("an address belongs to at most one sandbox that runs");
/// ```
///
/// What is not as expected is an `AssertionError`.
///
/// @param what the model and its settings, in words
public record Checked(String what, CheckResult result) {

  /// Searches a model of the catalog for all of its claims.
  ///
  /// @param settings such as `messages=3 bug=none`, with spaces between them, of which the last of
  ///     a name counts; the others have their defaults
  /// @throws IllegalArgumentException if one of them is not `name=value`, or the model refuses it
  public static Checked model(String name, String settings) {
    return model(name, settings, SearchOptions.defaults());
  }

  /// Searches a model of the catalog for one of its claims. A search for all ends where the first
  /// is violated; one claim alone is followed to its end.
  ///
  /// @param settings as in {@link #model(String, String)}
  public static Checked claim(String name, String settings, String claim) {
    return model(name, settings, SearchOptions.defaults().withClaims(Set.of(claim)));
  }

  /// Searches a model of the catalog.
  ///
  /// @param settings as in {@link #model(String, String)}
  public static Checked model(String name, String settings, SearchOptions options) {
    return new Checked(
        settings.isBlank() ? name : name + " with " + settings.strip(),
        Search.check(configured(name, settings), options));
  }

  /// Searches a model that is in no catalog.
  public static Checked of(Model model, SearchOptions options) {
    return new Checked(model.getClass().getName(), Search.check(model, options));
  }

  /// A model of the catalog, not searched.
  ///
  /// @param settings as in {@link #model(String, String)}
  public static Model configured(String name, String settings) {
    return Catalog.load().find(name).configure(parameters(settings)).model();
  }

  static Map<String, String> parameters(String settings) {
    var given = new HashMap<String, String>();
    for (var setting : settings.split(" ")) {
      var equals = setting.indexOf('=');
      if (equals > 0) {
        given.put(setting.substring(0, equals), setting.substring(equals + 1));
      } else if (!setting.isEmpty()) {
        throw new IllegalArgumentException(
            "\"%s\" in \"%s\": expected name=value".formatted(setting, settings));
      }
    }
    return given;
  }

  /// Every claim holds, each `sometimes` was seen, and there are so many states.
  public Checked holds(long states) {
    return isOneOf(Verdict.HOLDS).hasStates(states);
  }

  /// There are so many different states.
  public Checked hasStates(long states) {
    return expect("the number of states", states, result.distinct());
  }

  /// The initial states and all steps are so many, stuttering ones among them.
  public Checked hasSteps(long generated) {
    return expect("the number of steps", generated, result.generated());
  }

  /// The breadth-first search has so many levels, that of the initial states among them.
  public Checked hasLevels(int depth) {
    return expect("the number of levels", depth, result.depth());
  }

  /// Each rule makes a step somewhere.
  public Checked firesEveryRule() {
    return leavesUnfired();
  }

  /// These rules never make a step, and all others do.
  ///
  /// @param rules in order of declaration
  public Checked leavesUnfired(String... rules) {
    var idle =
        result.rules().stream()
            .filter(rule -> rule.fired() == 0)
            .map(RuleStatistics::name)
            .toList();
    return expect("the list of rules that never fire", List.of(rules), idle);
  }

  /// All was seen and no claim is violated, though some `sometimes` may never be seen.
  public Checked breaksNothing() {
    return isOneOf(Verdict.HOLDS, Verdict.NEVER_SEEN);
  }

  /// These claims are violated, and no others.
  ///
  /// @param claims in order of declaration
  /// @throws IllegalArgumentException if there is none
  public Checked breaks(String... claims) {
    if (claims.length == 0) {
      throw new IllegalArgumentException("expected a claim; of none, say breaksNothing()");
    }
    return expect("the list of violated claims", List.of(claims), result.violated())
        .isOneOf(Verdict.VIOLATED, Verdict.DEADLOCK, Verdict.LIVENESS_VIOLATED);
  }

  /// Each counterexample has so many states, the initial one among them.
  public Checked hasTraces(int length) {
    var lengths =
        result.claims().stream()
            .filter(claim -> claim.status() == Status.VIOLATED)
            .map(Checked::length)
            .distinct()
            .toList();
    return expect("the lengths of traces", List.of(length), lengths);
  }

  private Checked isOneOf(Verdict... verdicts) {
    return List.of(verdicts).contains(result.verdict())
        ? this
        : expect("the verdict", List.of(verdicts), result.verdict());
  }

  private static int length(ClaimResult claim) {
    var trace = claim.trace();
    return trace == null ? 0 : trace.length();
  }

  private Checked expect(String fact, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(
          "%s: expected %s to be %s, but it is %s".formatted(what, fact, expected, actual));
    }
    return this;
  }
}
