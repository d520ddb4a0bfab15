package dev.plimsoll.raft;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdFlowTest {

  private static final String KNOWN = "in the end the leader knows that the slow one has all";

  @ParameterizedTest
  @CsvSource({
    "'', 1064",
    "reports=false, 624",
    "reports=false delegates=true, 418",
    "writes=1 compactions=0, 78",
    "compactions=0 inflight=9 inflight-bytes=1, 270",
    "writes=1 losses=0 compactions=0 restarts=1 reports=false, 64",
    "restarts=1, 3709",
  })
  void aSlowFollowerIsBroughtUpToDate(String settings, int states) {
    Checked.model("etcd-flow", settings).holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "reports=false bug=compacted-term-is-zero, no member panics",
    "reports=false bug=probes-after-snapshot, " + KNOWN,
    "writes=1 losses=0 compactions=0 restarts=1 reports=false bug=data-lost, no member panics",
    "writes=1 compactions=0 bug=probes-until-next-entry, " + KNOWN,
    "reports=false delegates=true bug=snapshot-as-asked-for, " + KNOWN,
    "compactions=0 inflight=9 inflight-bytes=1 bug=bytes-in-flight-kept, " + KNOWN,
    "reports=false compactions=0 bug=forgets-first-in-flight,"
        + " no more is sent without an answer than may be",
  })
  void aMistakeIsFound(String settings, String claim) {
    Checked.model("etcd-flow", settings).breaks(claim);
  }
}
