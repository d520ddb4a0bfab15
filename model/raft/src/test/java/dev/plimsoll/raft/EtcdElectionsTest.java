package dev.plimsoll.raft;

import static dev.plimsoll.raft.Checked.check;
import static dev.plimsoll.raft.Checked.violated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdElectionsTest {

  private static final String MIGRATION = "options=migration candidates=1 proposals=1 partitions=1";
  private static final String LEASES = "options=pre-vote-and-check-quorum max-term=1 partitions=1";

  @ParameterizedTest
  @CsvSource({"'', 1242", MIGRATION + ", 2513", LEASES + ", 141"})
  void aLeaderIsElectedWhoeverWasCutOff(String settings, int states) {
    var result = check("etcd-elections", settings);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "bug=pre-votes-in-own-term",
    MIGRATION + " bug=earlier-terms-ignored",
    LEASES + " bug=pre-candidate-keeps-leader"
  })
  void aMistakeIsFound(String settings) {
    var result = check("etcd-elections", settings);

    assertThat(result.verdict()).isEqualTo(Verdict.LIVENESS_VIOLATED);
    assertThat(violated(result)).containsExactly("in the end a leader is elected");
  }

  /// Where terms and logs do not differ as a migration makes them, it does no harm.
  @Test
  void membersThatAlwaysAskedForPreVotesMayIgnoreEarlierTerms() {
    var result = check("etcd-elections", "bug=earlier-terms-ignored");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
  }
}
