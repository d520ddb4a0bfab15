package dev.plimsoll.network.proxy.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxySyncModelTest {

  private static final String SYNCED = "once quiet, the rules are those of a full sync";
  private static final String SERVED = "once quiet, the client is served where that is possible";
  private static final String REFUSED = "a Service is refused only if it had no endpoints";

  @Test
  void aProxyComesRoundAfterAllThatCanHappen() {
    var result = check(Map.of());

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(27_513);
    assertThat(result.generated()).isEqualTo(92_286);
    assertThat(result.depth()).isEqualTo(17);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "lost-request,    2, 0, 0, 0, '" + SYNCED + "'",
    "no-retry,        1, 1, 0, 0, '" + SYNCED + "'",
    "partial-retry,   1, 1, 0, 0, '" + SYNCED + "'",
    "unnoticed-flush, 2, 0, 1, 0, '" + SYNCED + "'",
    "early-sync,      0, 0, 0, 1, '" + REFUSED + "'",
    "no-cleanup,      1, 0, 0, 0, '" + SERVED + "'",
    "no-cleanup-of-what-went-nowhere, 0, 0, 1, 0, '" + SERVED + "'",
    "refused-entry,   1, 0, 0, 0, '" + SYNCED + "'"
  })
  void aSeededBugIsFound(
      String bug, String changes, String failures, String flushes, String crashes, String claim) {
    var budget = budget(changes, failures, flushes, crashes);
    var sound = check(budget);
    budget.put("bug", bug);
    var broken = check(budget);

    assertThat(sound.claim(claim).status()).isEqualTo(Status.HOLDS);
    assertThat(broken.claim(claim).status()).isEqualTo(Status.VIOLATED);
  }

  /// 1.30 deletes connections by what has changed, which a failed sync forgets; and a flush changes
  /// nothing.
  @ParameterizedTest
  @CsvSource({
    "1, 0, false, VIOLATED",
    "0, 1, false, VIOLATED",
    "0, 0, false, HOLDS",
    "1, 0, true, HOLDS",
    "0, 1, true, HOLDS"
  })
  void before132ClientsStayWithEndpointsThatAreGone(
      String failures, String flushes, String fixed, Status status) {
    var budget = budget("1", failures, flushes, "1");
    budget.put("fixed", fixed);
    var result = check(budget);

    assertThat(result.claim(SERVED).status()).isEqualTo(status);
    assertThat(result.claim(SYNCED).status()).isEqualTo(Status.HOLDS);
  }

  private static Map<String, String> budget(
      String changes, String failures, String flushes, String crashes) {
    return new TreeMap<>(
        Map.of("changes", changes, "failures", failures, "flushes", flushes, "crashes", crashes));
  }

  private static CheckResult check(Map<String, String> parameters) {
    var model = Catalog.load().find("kube-proxy-sync").configure(parameters).model();
    return Search.check(model, SearchOptions.defaults().withWorkers(1));
  }
}
