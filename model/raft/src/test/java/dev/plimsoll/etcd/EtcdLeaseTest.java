package dev.plimsoll.etcd;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdLeaseTest {

  private static final String NOT_REVOKED = "a lease that is kept alive is not revoked";
  private static final String NOT_PROLONGED =
      "a change of leader prolongs a lease by an interval and an election at most";

  @ParameterizedTest
  @CsvSource({"2, 14316", "3, 92266"})
  void aLeaseLivesAsLongAsItIsKeptAliveAndNotMuchLonger(int members, int states) {
    Checked.model("etcd-lease", "members=" + members).holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "revokes-unchecked, " + NOT_REVOKED,
    "checkpoint-not-cleared, " + NOT_REVOKED,
    "no-checkpoints-after-promotion, " + NOT_PROLONGED,
    "checkpoints-not-saved, " + NOT_PROLONGED,
    "renewed-when-due, " + NOT_PROLONGED,
    "not-promoted, 'in the end the lease ends, and its key with it'"
  })
  void aMistakeIsFound(String bug, String claim) {
    Checked.model("etcd-lease", "bug=" + bug).breaks(claim);
  }
}
