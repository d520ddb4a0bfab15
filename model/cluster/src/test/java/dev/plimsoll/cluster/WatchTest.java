package dev.plimsoll.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

  private static final Map<String, String> LISTER = Map.of("clients", "0", "lister", "true");

  @Test
  void clientsMissNothingAndHaveEverythingInTheEnd() {
    var result = check(Map.of());

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(89_165);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void aListIsAsNewAsAskedFor() {
    var result = check(LISTER);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(211_439);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void nothingIsMissedEitherWhereEtcdHasMembers() {
    var result =
        check(Map.of("etcd", "raft", "api-servers", "1", "writes", "1", "compactions", "0"));

    assertThat(result.claims()).noneMatch(claim -> claim.status() == Status.VIOLATED);
    assertThat(result.distinct()).isEqualTo(168_345);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "list-does-not-wait, a client never goes back in time",
    "relist-of-anything, a client never goes back in time",
    "list-without-tombstones, a client holds what was there at its version",
    "watch-from-before, a watch tells of every change in order",
    "skipped-by-compaction, a watch cache holds what was there at its version",
    "bookmark-ahead, a watch tells of every change in order",
    "gone-ignored, in the end every client holds what there is",
    "update-anyhow, no update is lost"
  })
  void aMistakeIsFound(String bug, String claim) {
    assertViolated(Map.of("bug", bug), claim);
  }

  @ParameterizedTest
  @CsvSource({"list-from-cache", "list-does-not-wait"})
  void aListThatIsTooOldIsFound(String bug) {
    var parameters = new HashMap<>(LISTER);
    parameters.put("bug", bug);

    assertViolated(parameters, "a list is as new as asked for");
  }

  /// tools/watch/retrywatcher.go, `newRetryWatcher`, v1.30, refuses to start so.
  @Test
  void aWatchFromNoVersionTellsOfObjectsByNameNotByVersion() {
    assertViolated(
        Map.of("start", "watch", "names", "2", "compactions", "0"),
        "a client never goes back in time");
  }

  private static void assertViolated(Map<String, String> parameters, String claim) {
    assertThat(check(parameters).claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(claim);
  }

  private static CheckResult check(Map<String, String> parameters) {
    return Search.check(
        Catalog.load().find("watch").configure(parameters).model(), SearchOptions.defaults());
  }
}
