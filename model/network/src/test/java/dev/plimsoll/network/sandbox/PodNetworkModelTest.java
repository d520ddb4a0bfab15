package dev.plimsoll.network.sandbox;

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

final class PodNetworkModelTest {

  private static final SearchOptions ONE_WORKER = SearchOptions.defaults().withWorkers(1);

  @ParameterizedTest
  @CsvSource({
    "vxlan, 3, 2, 699, 1860, 11",
    "routed, 3, 2, 699, 1860, 11",
    "vxlan, 4, 1, 108, 230, 9"
  })
  void podsReachOneAnotherWhateverComesAndGoes(
      String network, int pods, int disturbances, int distinct, int generated, int depth) {
    var result =
        check(
            Map.of("network", network, "pods", "" + pods, "disturbances", "" + disturbances),
            ONE_WORKER);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(distinct);
    assertThat(result.generated()).isEqualTo(generated);
    assertThat(result.depth()).isEqualTo(depth);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "forgets-overhead, 0, 'nothing is cut, and nothing too long, before an MTU is lowered'",
    "icmp-blocked, 1, no packet of the size that a pod may send is lost for its length",
    "no-route, 5, 'in the end all pods are ready, and the nodes know of one another'",
    "stale-vtep, 6, 'a pod that is ready is reached, and its answers are, where the nodes know of"
        + " one another'",
    "stale-neighbour, 5, 'a pod that is ready is reached, and its answers are, where the nodes"
        + " know of one another'",
    "masquerades-pods, 0, a pod sees the address of the pod that has sent",
    "no-hairpin, 0, 'a pod on the node, and the pod itself, are answered at the pod''s port of"
        + " the node'",
    "keeps-host-port, 5, 'what is sent to a port of a node comes to its pod, or to nobody'",
    "restarts-sandbox, 1, 'an application that is started again keeps its pod''s address'"
  })
  void aSeededBugIsFound(String bug, int steps, String claim) {
    var found = check(Map.of("bug", bug), ONE_WORKER.withClaims(Set.of(claim))).claim(claim);

    assertThat(found.status()).isEqualTo(Status.VIOLATED);
    assertThat(Optional.ofNullable(found.trace()).orElseThrow().steps()).hasSize(steps + 1);
  }

  private static CheckResult check(Map<String, String> parameters, SearchOptions options) {
    var model = Catalog.load().find("pod-network").configure(parameters).model();
    return Search.check(model, options);
  }
}
