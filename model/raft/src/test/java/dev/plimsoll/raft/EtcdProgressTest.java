package dev.plimsoll.raft;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdProgressTest {

  @Test
  void aLeaderIsElectedAndDecidesOnceNothingGoesWrong() {
    Checked.model("etcd-progress", "").holds(118_570).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "learners-refuse-votes, changes=promote, in the end a leader is elected",
    "no-empty-entry, proposals=1 partitions=0 crashes=1, in the end every proposal is decided"
  })
  void aSeededBugBreaksTheClaimItIsMeantForAndNoOther(String bug, String bounds, String claim) {
    Checked.model("etcd-progress", "check-quorum=false " + bounds + " bug=" + bug).breaks(claim);
  }
}
