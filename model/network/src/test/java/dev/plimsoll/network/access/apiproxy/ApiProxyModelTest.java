package dev.plimsoll.network.access.apiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiProxyModelTest {

  private static final String AUTHORIZED = "no request comes to a backend unauthorized";
  private static final String CONTROL_PLANE =
      "no request comes to what belongs to the control plane";

  @Test
  void requestsComeToWhomTheyAreForAndToNobodyElse() {
    var model = Catalog.load().find("api-proxy").configure(Map.of()).model();
    var result = Search.check(model, SearchOptions.defaults().withWorkers(1));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(32_346);
    assertThat(result.generated()).isEqualTo(159_600);
    assertThat(result.depth()).isEqualTo(17);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "accepts-any-host, 7, no web site gets an answer",
    "asks-for-the-object, 5," + AUTHORIZED,
    "keeps-failed-upgrade, 6," + AUTHORIZED,
    "follows-redirects, 5," + CONTROL_PLANE,
    "resolves-twice, 6," + CONTROL_PLANE,
    "trusts-kubelet-address, 6," + CONTROL_PLANE,
    "trusts-endpoints, 6," + CONTROL_PLANE,
    "trusts-endpoints, 9, no request comes to a pod of another namespace",
    "counts-not-ready, 5, a request to a Service comes to a ready endpoint",
    "tries-one-address, 7, a request to a Service finds a ready endpoint where there is one",
    "waits-for-endpoints, 3, each request has a result in the end"
  })
  void aSeededBugIsFound(String bug, int steps, String claim) {
    var model = Catalog.load().find("api-proxy").configure(Map.of("bug", bug)).model();
    var options = SearchOptions.defaults().withWorkers(1).withClaims(Set.of(claim));
    var found = Search.check(model, options).claim(claim);

    assertThat(found.status()).isEqualTo(Status.VIOLATED);
    assertThat(Optional.ofNullable(found.trace()).orElseThrow().steps()).hasSize(steps + 1);
  }
}
