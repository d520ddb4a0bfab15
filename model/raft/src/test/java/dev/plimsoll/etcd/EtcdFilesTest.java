package dev.plimsoll.etcd;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdFilesTest {

  private static final String CLAIM = "no member panics";

  @Test
  void aMemberAppliesSnapshotsAndStartsFromThem() {
    Checked.model("etcd-files", "").holds(162).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({"released-unapplied, 4", "defragmented-while-replaced, 5"})
  void aMistakeIsFound(String bug, int length) {
    Checked.model("etcd-files", "bug=" + bug).breaks(CLAIM).hasTraces(length);
  }
}
