package dev.plimsoll.raft;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdSnapshotsTest {

  @Test
  void allClaimsHoldWithACrashAtAnyPointOfWhatIsWritten() {
    Checked.model("etcd-snapshots", "")
        .holds(14_865)
        .hasSteps(43_730)
        .hasLevels(31)
        .firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "snapshot-unapplied, max-term=1, a snapshot is of what was committed, 5",
    "snapshot-not-synced, max-term=1 heartbeats=true losses=1 faults=2,"
        + " what was acknowledged is on disk, 16"
  })
  void aSeededBugBreaksTheClaimItIsMeantFor(String bug, String bounds, String claim, int length) {
    Checked.model("etcd-snapshots", bounds + " bug=" + bug).breaks(claim).hasTraces(length);
  }
}
