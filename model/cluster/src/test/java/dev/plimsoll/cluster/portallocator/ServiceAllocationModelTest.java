package dev.plimsoll.cluster.portallocator;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Node ports are given once, and come back. Settings are as on the command line, without `--set`.
class ServiceAllocationModelTest {

  @ParameterizedTest
  @CsvSource({
    "'', 74895",
    "changes=0 deletions=1 losses=1, 50066",
    "creations=3 changes=0, 58089",
  })
  void itHoldsWithinItsBounds(String settings, long states) {
    var result = check(settings);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=overwrites           | no two Services have one node port
          bug=releases-early       | no two Services have one node port
          bug=releases-by-protocol | no two Services have one node port
          bug=allocates-without-bitmap losses=1 | no two Services have one node port
          bug=frees-at-once        | no two Services have one node port
          bug=remembers-leaks creations=3 changes=0 | no two Services have one node port
          bug=ignores-range        | a node port is of the range
          bug=ignores-band         | ports of the band are left to those who choose, as long as \
          there are others
          bug=repairs-nothing      | in the end a port that no Service has is free
          bug=keeps-leaks          | in the end a port that no Service has is free
          bug=refills-nothing losses=1 creations=1 changes=0 | in the end the port of a Service is \
          taken
          """)
  void aMistakeIsFound(String settings, String claim) {
    assertThat(violated(check(settings))).containsExactly(claim);
  }

  /// kubernetes v1.30: `leaks` is counted down by every attempt of `RetryOnConflict`.
  @ParameterizedTest
  @CsvSource({
    "creations=3 changes=0 deletions=1 crashes=0, 0",
    "creations=3 changes=0 deletions=1 crashes=0 bug=counts-conflicts, 1",
  })
  void attemptsThatFailDoNotCountAsRounds(String settings, int violations) {
    assertThat(violated(check(settings))).hasSize(violations);
  }

  private static List<String> violated(CheckResult result) {
    return result.claims().stream()
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
        Catalog.load().find("service-allocation").configure(parameters).model(),
        SearchOptions.defaults());
  }
}
