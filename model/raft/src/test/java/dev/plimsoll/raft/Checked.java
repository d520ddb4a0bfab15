package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Objects;

/// Models of the catalog, searched with settings as on the command line: all claims of one hold,
/// and nothing is vacuous; or a mistake breaks the claim that it is meant for, and no other.
public final class Checked {

  /// Expects all claims to hold, and every rule to fire.
  ///
  /// @param settings such as `messages=3 bug=none`, of which the last of a name counts
  /// @param states how many there are
  public static void holds(String model, String settings, long states) {
    var result = check(model, settings);

    assertThat(result.verdict()).as(settings).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).as(settings).isEqualTo(states);
    assertThat(result.rules()).extracting(RuleStatistics::fired).doesNotContain(0L);
  }

  /// Expects one claim to be broken, and no other.
  public static void breaks(String model, String settings, String claim) {
    assertThat(violated(check(model, settings))).as(settings).containsExactly(claim);
  }

  /// Expects one claim to be broken, and no other.
  ///
  /// @param length of a shortest counterexample, in states
  public static void breaks(String model, String settings, String claim, int length) {
    var result = check(model, settings);

    assertThat(violated(result)).as(settings).containsExactly(claim);
    assertThat(Objects.requireNonNull(result.claim(claim).trace()).length()).isEqualTo(length);
  }

  /// @param settings such as `messages=3 bug=none`, of which the last of a name counts
  static CheckResult check(String model, String settings) {
    return Search.check(configured(model, settings), SearchOptions.defaults());
  }

  /// The model with these settings.
  ///
  /// @param settings such as `messages=3 bug=none`, of which the last of a name counts
  public static Model configured(String model, String settings) {
    var given = new HashMap<String, String>();
    for (var setting : settings.split(" ")) {
      if (!setting.isEmpty()) {
        var equals = setting.indexOf('=');
        given.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return Catalog.load().find(model).configure(Map.copyOf(given)).model();
  }

  /// The names of the claims that are violated.
  static List<String> violated(CheckResult result) {
    return result.claims().stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .map(ClaimResult::name)
        .toList();
  }

  private Checked() {}
}
