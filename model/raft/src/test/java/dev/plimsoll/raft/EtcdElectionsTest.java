package dev.plimsoll.raft;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdElectionsTest {

  private static final String MIGRATION = "options=migration candidates=1 proposals=1 partitions=1";
  private static final String LEASES = "options=pre-vote-and-check-quorum max-term=1 partitions=1";

  @ParameterizedTest
  @CsvSource({"'', 1242", MIGRATION + ", 2513", LEASES + ", 141"})
  void aLeaderIsElectedWhoeverWasCutOff(String settings, int states) {
    Checked.model("etcd-elections", settings).holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "bug=pre-votes-in-own-term",
    MIGRATION + " bug=earlier-terms-ignored",
    LEASES + " bug=pre-candidate-keeps-leader"
  })
  void aMistakeIsFound(String settings) {
    Checked.model("etcd-elections", settings).breaks("in the end a leader is elected");
  }

  /// Where terms and logs do not differ as a migration makes them, it does no harm.
  @Test
  void membersThatAlwaysAskedForPreVotesMayIgnoreEarlierTerms() {
    Checked.model("etcd-elections", "bug=earlier-terms-ignored").holds(1_096);
  }
}
