package dev.plimsoll.etcd;

import dev.plimsoll.raft.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdLockTest {

  @Test
  void nobodyGetsTheLockWhoseLeaseHasEndedBefore() {
    Checked.holds("etcd-lock", "", 3_409);
  }

  @ParameterizedTest
  @CsvSource({"own-key-unchecked, 6"})
  void aMistakeIsFound(String bug, int length) {
    Checked.breaks(
        "etcd-lock",
        "bug=" + bug,
        "two clients have the lock only if the lease of one ended meanwhile",
        length);
  }
}
