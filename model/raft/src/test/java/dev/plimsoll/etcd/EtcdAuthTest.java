package dev.plimsoll.etcd;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdAuthTest {

  @Test
  void membersRefuseTheSameWrites() {
    Checked.model("etcd-auth", "").holds(17_368).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({"index-not-saved, 10", "old-rights-after-snapshot, 7", "no-rights-after-start, 8"})
  void aMistakeIsFound(String bug, int length) {
    Checked.model("etcd-auth", "bug=" + bug)
        .breaks("members at the same index have the same contents")
        .hasTraces(length);
  }
}
