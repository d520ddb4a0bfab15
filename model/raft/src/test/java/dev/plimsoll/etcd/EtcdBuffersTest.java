package dev.plimsoll.etcd;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdBuffersTest {

  private static final String CLAIM = "events come in order, and once";

  @Test
  void whatIsReadFromBuffersIsReadOnce() {
    Checked.model("etcd-buffers", "").holds(745).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({"empty-not-thought-of, 7"})
  void aMistakeIsFound(String bug, int length) {
    Checked.model("etcd-buffers", "bug=" + bug).breaks(CLAIM).hasTraces(length);
  }
}
