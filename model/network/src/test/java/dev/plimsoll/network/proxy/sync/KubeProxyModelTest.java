package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubeProxyModelTest {

  private static final String LISTED = "packets reach only pods that were listed for their Service";
  private static final String EXACT =
      "a proxy that is up to date serves exactly the listed pods, evenly";

  @Test
  void theProxyServesWhatItWasTold() {
    Checked.model("kube-proxy", "").holds(46_137).hasSteps(224_906).hasLevels(21);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stale-chain | 11 | " + EXACT,
        "last-endpoint | 6 | " + LISTED,
        "probability | 8 | " + EXACT,
        "shared-chain | 10 | " + LISTED + "; " + EXACT
      })
  void aSeededBugIsFoundWithAShortestTrace(String bug, int states, String claims) {
    Checked.model("kube-proxy", "bug=" + bug).breaks(claims.split("; ")).hasTraces(states);
  }
}
