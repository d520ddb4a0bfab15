package dev.plimsoll.cluster.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients are told what is so, or was a short time ago. Settings are as on the command line,
/// without `--set`.
class DnsModelTest {

  private static final String IN_THE_END = "in the end a client is told what there is";

  @Test
  void itHoldsWithinItsBounds() {
    var result = check("", SearchOptions.defaults());

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(18_242);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "publish-not-ready=true, 16046",
    "ttl=2 negative-ttl=2 restarts=0, 10488",
    "creations=2 restarts=0, 3803",
    "serve-stale=1 restarts=0, 9780",
  })
  void itHoldsWithinOtherBounds(String settings, long states) {
    var result = check(settings, SearchOptions.defaults());

    assertThat(result.claims()).noneMatch(claim -> claim.status() == Status.VIOLATED);
    assertThat(result.distinct()).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=answers-before-synced | a name that was there all the time is never said not to be
          bug=keeps-name-errors     | a name that was there all the time is never said not to be
          bug=ready-before-synced   | a query is answered
          bug=stops-at-once         | a query is answered
          bug=keeps-addresses flips=0 | an address that a client is given was the Service's within \
          the time answers are kept
          bug=misses-deletions | an address that a client is given was the Service's within the \
          time answers are kept
          bug=includes-not-ready | a headless answer names such pods only that were ready then, \
          or are to be named anyhow
          bug=truncates | a headless answer names all pods that were ready all the time
          """)
  void aMistakeIsFound(String settings, String claim) {
    assertThat(check(settings, SearchOptions.defaults()).claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(claim);
  }

  @ParameterizedTest
  @CsvSource({"bug=misses-deletions", "bug=keeps-addresses flips=0", "bug=keeps-name-errors"})
  void whatIsKeptForEverIsToldInTheEnd(String settings) {
    var options = SearchOptions.defaults().withClaims(Set.of(IN_THE_END));

    assertThat(check(settings, options).verdict()).isEqualTo(Verdict.LIVENESS_VIOLATED);
    assertThat(check("", options).verdict()).isEqualTo(Verdict.HOLDS);
  }

  private static CheckResult check(String settings, SearchOptions options) {
    var parameters =
        Arrays.stream(settings.split(" "))
            .filter(each -> !each.isEmpty())
            .map(each -> each.split("="))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return Search.check(Catalog.load().find("dns").configure(parameters).model(), options);
  }
}
