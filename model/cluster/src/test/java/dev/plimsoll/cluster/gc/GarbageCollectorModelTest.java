package dev.plimsoll.cluster.gc;

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

/// Dependents go with their owners, and no sooner. Settings are as on the command line, without
/// `--set`.
class GarbageCollectorModelTest {

  @Test
  void itHoldsWithinItsBounds() {
    var result = check("");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(18_036);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "lag=2, 33148",
    "faults=2, 27268",
    "shape=chain, 621",
    "shape=chain deletions=2, 7782"
  })
  void itHoldsWithinOtherBounds(String settings, long states) {
    var result = check(settings);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=trusts-its-cache | nothing is collected that has an owner
          bug=absent-by-name deletions=2 faults=0 | nothing is collected that has an owner
          bug=no-precondition adoptions=0 | nothing is collected that has an owner
          bug=compares-uid-only | nothing is collected that has an owner
          bug=releases-at-once \
          | an owner that is deleted in the foreground goes after what blocks it
          bug=compares-owners-only shape=chain deletions=2 \
          | an owner that is deleted in the foreground goes after what blocks it
          bug=orphans-late | dependents stay whose owner was deleted to orphan them
          bug=does-not-wait | dependents stay whose owner was deleted to orphan them
          bug=clears-finalizers | an object goes after its finalizer was taken off
          bug=matches-by-name | in the end nothing is left whose owners have gone
          bug=never-verifies | in the end nothing is left whose owners have gone
          """)
  void aMistakeIsFound(String settings, String claim) {
    assertThat(violated(settings)).containsExactly(claim);
  }

  @Test
  void anObjectThatTakesThePlaceOfAnotherIsNotTheSame() {
    assertThat(violated("bug=takes-for-the-same lag=2"))
        .containsExactly(
            "in the end nothing is left whose owners have gone",
            "in the end what is being deleted has gone");
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
        Catalog.load().find("garbage-collector").configure(parameters).model(),
        SearchOptions.defaults());
  }
}
