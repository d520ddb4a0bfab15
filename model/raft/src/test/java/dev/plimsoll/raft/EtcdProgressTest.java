package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdProgressTest {

  @Test
  void aLeaderIsElectedAndDecidesOnceNothingGoesWrong() {
    var result = Checked.check("etcd-progress", "");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(118_570);
    assertThat(result.rules()).extracting(RuleStatistics::fired).doesNotContain(0L);
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
