package dev.plimsoll.network.proxy.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExternalTrafficModelTest {

  private static final String ANSWERS =
      "a node that passes its health check answers where a pod is ready that all proxies know";
  private static final String NOT_REFUSED =
      "no request is refused while a pod serves that the node's proxy knows";
  private static final String ARRIVES =
      "what is sent on a connection comes to its pod as long as that runs";
  private static final String IN_THE_END =
      "in the end new connections go to all nodes that answer and to no others";

  @ParameterizedTest
  @CsvSource({
    "cluster, 1, 90686, 500443, 22",
    "local, 1, 47418, 218565, 21",
    "local, 2, 99806, 487323, 26"
  })
  void connectionsAreServedWhilePodsAndNodesComeAndGo(
      String policy, String threshold, int distinct, int generated, int depth) {
    var result =
        Search.check(
            Catalog.load()
                .find("external-traffic")
                .configure(Map.of("policy", policy, "threshold", threshold))
                .model(),
            SearchOptions.defaults().withWorkers(1));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(distinct);
    assertThat(result.generated()).isEqualTo(generated);
    assertThat(result.depth()).isEqualTo(depth);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "local, ok-without-endpoints, 6," + ANSWERS,
    "local, counts-terminating, 9," + ANSWERS,
    "local, ignores-proxy-health, 12," + ANSWERS,
    "cluster, healthy-at-start, 13," + ANSWERS,
    "local, no-terminating-endpoints, 8," + NOT_REFUSED,
    "cluster, no-terminating-endpoints, 6," + NOT_REFUSED,
    "cluster, forgets-drain, 5, no request is lost to a node that was taken away",
    "local, ignores-policy, 6, with Local no packet is sent on to another node",
    "local, hides-client, 5, with Local the pod sees the client's address",
    "local, eligible-nodes-by-readiness, 7," + ARRIVES,
    "cluster, eligible-nodes-by-readiness, 7," + ARRIVES,
    "local, cuts-unhealthy, 7," + ARRIVES,
    "cluster, cuts-unhealthy, 7," + ARRIVES,
    "local, always-unhealthy, 4," + IN_THE_END,
    "cluster, always-unhealthy, 0," + IN_THE_END
  })
  void aSeededBugIsFound(String policy, String bug, int steps, String claim) {
    var found = claim(Map.of("policy", policy, "bug", bug), claim);

    assertThat(found.status()).isEqualTo(Status.VIOLATED);
    assertThat(Optional.ofNullable(found.trace()).orElseThrow().steps()).hasSize(steps + 1);
  }

  private static CheckResult.ClaimResult claim(Map<String, String> parameters, String claim) {
    var model = Catalog.load().find("external-traffic").configure(parameters).model();
    var options = SearchOptions.defaults().withWorkers(1).withClaims(Set.of(claim));
    return Search.check(model, options).claim(claim);
  }
}
