package dev.plimsoll.etcd;

import dev.plimsoll.raft.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdLeaseTest {

  private static final String NOT_REVOKED = "a lease that is kept alive is not revoked";
  private static final String NOT_PROLONGED =
      "a change of leader prolongs a lease by an interval and an election at most";

  @ParameterizedTest
  @CsvSource({"2, 14316", "3, 92266"})
  void aLeaseLivesAsLongAsItIsKeptAliveAndNotMuchLonger(int members, int states) {
    Checked.holds("etcd-lease", "members=" + members, states);
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
    Checked.breaks("etcd-lease", "bug=" + bug, claim);
  }
}
