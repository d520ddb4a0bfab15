package dev.plimsoll.etcd;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdUpgradeTest {

  @Test
  void membersThatAreUpdatedKnowWhoVotes() {
    Checked.model("etcd-upgrade", "").holds(441).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({"promotion-not-saved, 7", "snapshot-not-mended, 8"})
  void aMistakeIsFound(String bug, int length) {
    Checked.model("etcd-upgrade", "bug=" + bug)
        .breaks("a member of v3.6 knows who votes")
        .hasTraces(length);
  }
}
