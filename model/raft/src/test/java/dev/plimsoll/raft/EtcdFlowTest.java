package dev.plimsoll.raft;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdFlowTest {

  private static final String KNOWN = "in the end the leader knows that the slow one has all";

  @ParameterizedTest
  @CsvSource({
    "'', 1103",
    "reports=false, 624",
    "writes=1 compactions=0, 78",
  })
  void aSlowFollowerIsBroughtUpToDate(String settings, int states) {
    Checked.holds("etcd-flow", settings, states);
  }

  @ParameterizedTest
  @CsvSource({
    "reports=false bug=compacted-term-is-zero, no member panics",
    "reports=false bug=probes-after-snapshot, " + KNOWN,
    "writes=1 compactions=0 bug=probes-until-next-entry, " + KNOWN,
  })
  void aMistakeIsFound(String settings, String claim) {
    Checked.breaks("etcd-flow", settings, claim);
  }
}
