package dev.plimsoll.network.access.apiproxy;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiProxyModelTest {

  private static final String AUTHORIZED = "no request comes to a backend unauthorized";
  private static final String CONTROL_PLANE =
      "no request comes to what belongs to the control plane";

  @Test
  void requestsComeToWhomTheyAreForAndToNobodyElse() {
    Checked.model("api-proxy", "").holds(32_346).hasSteps(159_600).hasLevels(17).firesEveryRule();
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
    Checked.claim("api-proxy", "bug=" + bug, claim).breaks(claim).hasTraces(steps + 1);
  }
}
