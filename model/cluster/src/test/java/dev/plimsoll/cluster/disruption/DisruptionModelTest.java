package dev.plimsoll.cluster.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Evictions keep to the budget, and drains end. Settings are as on the command line, without
/// `--set`.
class DisruptionModelTest {

  private static final String BUDGET =
      "evictions leave as many healthy pods as the budget asks for";
  private static final String ASKED_AGAIN = "an eviction that was refused is asked for again";
  private static final String DRAINED =
      "in the end nodes are drained, if the budget allows any eviction";

  @Test
  void itHoldsWithinItsBounds() {
    var result = check("");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(122_473);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "budget=max-unavailable, 122473",
    "lag=2, 248202",
    "changes=1 faults=0, 17748",
    "replicas=3 pods=2 faults=0, 77909",
  })
  void itHoldsWithinOtherBounds(String settings, long states) {
    var result = check(settings);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource({
    "does-not-decrement, faults=0",
    "does-not-record, faults=0",
    "does-not-compare, faults=0",
    "accepts-old-generation, changes=1 faults=0",
    "deletes-anyhow, faults=1",
    "counts-deleted, faults=0",
    "writes-old-status, lag=2",
    "expires-early, faults=0",
  })
  void aMistakeTakesMorePodsThanTheBudgetAllows(String bug, String settings) {
    assertThat(violated("bug=" + bug + " " + settings)).containsExactly(BUDGET);
  }

  @Test
  void aDrainThatDoesNotAskAgainDoesNotEnd() {
    assertThat(violated("bug=gives-up faults=0")).containsExactly(ASKED_AGAIN, DRAINED);
  }

  @Test
  void aDrainDoesNotEndWhilePodsCountAsDisruptedForEver() {
    assertThat(violated("bug=never-expires")).containsExactly(DRAINED);
  }

  @Test
  void podsThatNeverGetReadyHoldUpADrainUnlessThePolicyIsAlwaysAllow() {
    assertThat(violated("sick-nodes=2 faults=0")).containsExactly(DRAINED);
    assertThat(violated("sick-nodes=2 faults=0 policy=always-allow")).isEmpty();
    assertThat(violated("sick-nodes=1 faults=0")).isEmpty();
  }

  private static List<String> violated(String settings) {
    return check(settings).claims().stream()
        .filter(each -> each.status() == Status.VIOLATED)
        .map(ClaimResult::name)
        .toList();
  }

  private static CheckResult check(String settings) {
    var parameters =
        Arrays.stream(settings.split(" "))
            .filter(each -> !each.isEmpty())
            .map(each -> each.split("="))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return Search.check(
        Catalog.load().find("disruption").configure(parameters).model(), SearchOptions.defaults());
  }
}
