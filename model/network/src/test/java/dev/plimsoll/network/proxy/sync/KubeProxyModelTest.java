package dev.plimsoll.network.proxy.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubeProxyModelTest {

  private static final String LISTED = "packets reach only pods that were listed for their Service";
  private static final String EXACT =
      "a proxy that is up to date serves exactly the listed pods, evenly";

  @Test
  void theProxyServesWhatItWasTold() {
    var result = check(Map.of());

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(46_137);
    assertThat(result.generated()).isEqualTo(224_906);
    assertThat(result.depth()).isEqualTo(21);
  }

  @ParameterizedTest
  @CsvSource({
    "stale-chain,   false, 11",
    "last-endpoint, true,   6",
    "probability,   false,  8",
    "shared-chain,  true,  10"
  })
  void aSeededBugIsFoundWithAShortestTrace(String bug, boolean sendsElsewhere, int states) {
    var result = check(Map.of("bug", bug));
    var claim = result.claim(sendsElsewhere ? LISTED : EXACT);

    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(claim.status()).isEqualTo(Status.VIOLATED);
    assertThat(Objects.requireNonNull(claim.trace()).length()).isEqualTo(states);
  }

  private static CheckResult check(Map<String, String> parameters) {
    var model = Catalog.load().find("kube-proxy").configure(parameters).model();
    return Search.check(model, SearchOptions.defaults().withWorkers(2));
  }
}
