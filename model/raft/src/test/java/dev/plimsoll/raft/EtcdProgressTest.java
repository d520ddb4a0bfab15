package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdProgressTest {

  @Test
  void aLeaderIsElectedAndDecidesOnceNothingGoesWrong() {
    Checked.holds("etcd-progress", "", 118_570);
  }

  @ParameterizedTest
  @CsvSource({
    "learners-refuse-votes, changes=promote," + " in the end a leader is elected",
    "no-empty-entry, proposals=1 partitions=0 crashes=1, in the end every proposal is decided"
  })
  void aSeededBugBreaksTheClaimItIsMeantForAndNoOther(String bug, String bounds, String claim) {
    var result = Checked.check("etcd-progress", "check-quorum=false " + bounds + " bug=" + bug);

    assertThat(result.verdict()).isEqualTo(Verdict.LIVENESS_VIOLATED);
    assertThat(Checked.violated(result)).containsExactly(claim);
  }
}
