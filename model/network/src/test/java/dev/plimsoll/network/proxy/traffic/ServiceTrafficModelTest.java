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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceTrafficModelTest {

  @ParameterizedTest
  @CsvSource({"cluster-ip, 4468, 25071, 18", "node-port, 4468, 25071, 18", "local, 1894, 8213, 19"})
  void clientsAreServedWhileAllFollowAtTheirOwnPace(
      String entrance, int distinct, int generated, int depth) {
    var result = check(Map.of("entrance", entrance));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(distinct);
    assertThat(result.generated()).isEqualTo(generated);
    assertThat(result.depth()).isEqualTo(depth);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "cluster-ip, stops-at-once, 8, a request is answered where a pod is ready that all proxies"
        + " know",
    "local, stops-at-once, 9, a request is answered where a pod is ready that all proxies know",
    "cluster-ip, no-terminating-endpoints, 5,"
        + " no request is refused while a pod serves that the node's proxy knows",
    "local, no-terminating-endpoints, 8,"
        + " no request is refused while a pod serves that the node's proxy knows",
    "node-port, reuses-address-at-once, 8, no request comes to a pod of another Service",
    "cluster-ip, deletes-connections, 8,"
        + " what is sent on a connection comes to its pod as long as that runs",
    "cluster-ip, passes-invalid, 5, no late segment resets a connection",
    "local, passes-invalid, 6, no late segment resets a connection"
  })
  void aSeededBugIsFound(String entrance, String bug, int steps, String claim) {
    var found = check(Map.of("entrance", entrance, "bug", bug)).claim(claim);

    assertThat(found.status()).isEqualTo(Status.VIOLATED);
    assertThat(Optional.ofNullable(found.trace()).orElseThrow().steps()).hasSize(steps + 1);
  }

  /// The source is the node's, so that the node gets the late segment, and not the client.
  @Test
  void aMasqueradedConnectionIsNotResetByALateSegment() {
    var result = check(Map.of("entrance", "node-port", "bug", "passes-invalid"));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
  }

  private static CheckResult check(Map<String, String> parameters) {
    var model = Catalog.load().find("service-traffic").configure(parameters).model();
    return Search.check(model, SearchOptions.defaults().withWorkers(1));
  }
}
