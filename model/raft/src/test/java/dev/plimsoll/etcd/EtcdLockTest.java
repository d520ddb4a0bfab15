package dev.plimsoll.etcd;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdLockTest {

  @Test
  void nobodyGetsTheLockWhoseLeaseHasEndedBefore() {
    Checked.model("etcd-lock", "").holds(3_409).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({"own-key-unchecked, 6"})
  void aMistakeIsFound(String bug, int length) {
    Checked.model("etcd-lock", "bug=" + bug)
        .breaks("two clients have the lock only if the lease of one ended meanwhile")
        .hasTraces(length);
  }
}
