package dev.plimsoll.etcd;

import dev.plimsoll.raft.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdUpgradeTest {

  @Test
  void membersThatAreUpdatedKnowWhoVotes() {
    Checked.holds("etcd-upgrade", "", 441);
  }

  @ParameterizedTest
  @CsvSource({"promotion-not-saved, 7", "snapshot-not-mended, 8"})
  void aMistakeIsFound(String bug, int length) {
    Checked.breaks("etcd-upgrade", "bug=" + bug, "a member of v3.6 knows who votes", length);
  }
}
