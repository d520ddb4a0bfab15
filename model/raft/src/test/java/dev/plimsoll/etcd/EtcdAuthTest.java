package dev.plimsoll.etcd;

import dev.plimsoll.raft.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdAuthTest {

  @Test
  void membersRefuseTheSameWrites() {
    Checked.holds("etcd-auth", "", 17_368);
  }

  @ParameterizedTest
  @CsvSource({"index-not-saved, 10", "old-rights-after-snapshot, 7", "no-rights-after-start, 8"})
  void aMistakeIsFound(String bug, int length) {
    Checked.breaks(
        "etcd-auth", "bug=" + bug, "members at the same index have the same contents", length);
  }
}
