package dev.plimsoll.network.access.portforward;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PortForwardModelTest {

  private static final String HARMS = "an error of one connection does not end another";

  @Test
  void whatGoesInComesOutAtOnePodOrTheConnectionEnds() {
    Checked.model("port-forward", "")
        .holds(135_025)
        .hasSteps(394_008)
        .hasLevels(35)
        .firesEveryRule();
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
    Checked.claim("port-forward", "bug=" + bug, claim).breaks(claim).hasTraces(steps + 1);
  }
}
