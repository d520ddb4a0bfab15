package dev.plimsoll.network.access.portforward;

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

final class PortForwardModelTest {

  private static final String HARMS = "an error of one connection does not end another";

  @Test
  void whatGoesInComesOutAtOnePodOrTheConnectionEnds() {
    var model = Catalog.load().find("port-forward").configure(Map.of()).model();
    var result = Search.check(model, SearchOptions.defaults().withWorkers(1));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(135_025);
    assertThat(result.generated()).isEqualTo(394_008);
    assertThat(result.depth()).isEqualTo(35);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "goes-by-address, 9, what clients send comes to the pod that was chosen and to no other",
    "drops-early-data, 11,"
        + " what comes out at the pod's port went in at the local port in that order",
    "keeps-last-answer, 13, what a client gets is what the server answered in that order",
    "gives-up-after-a-second, 13, a client that gets to the end of an answer has got all of it",
    "closes-at-any-error, 10," + HARMS,
    "pairs-by-arrival, 11," + HARMS,
    "never-closes, 9, a session ends when a client finds its pod gone",
    "leaves-stream-unread, 10, what is sent to clients is taken",
    "keeps-streams, 9, in the end no streams are left of a connection that is over"
  })
  void aSeededBugIsFound(String bug, int steps, String claim) {
    var model = Catalog.load().find("port-forward").configure(Map.of("bug", bug)).model();
    var options = SearchOptions.defaults().withWorkers(1).withClaims(Set.of(claim));
    var found = Search.check(model, options).claim(claim);

    assertThat(found.status()).isEqualTo(Status.VIOLATED);
    assertThat(Optional.ofNullable(found.trace()).orElseThrow().steps()).hasSize(steps + 1);
  }
}
