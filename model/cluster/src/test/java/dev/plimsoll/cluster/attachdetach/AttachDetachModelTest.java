package dev.plimsoll.cluster.attachdetach;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A volume is where it is needed, and nowhere else. Settings are as on the command line, without
/// `--set`.
class AttachDetachModelTest {

  @Test
  void itHoldsWithinItsBounds() {
    Checked.model("attach-detach", "").holds(173_818).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=strikes-missing-nodes nodes=1 | in the end a pod has its volume
          bug=not-reported-again faults=0 | in the end a pod has its volume
          bug=never-forces | \
          in the end a pod has its volume; in the end a volume that no pod uses is detached
          bug=detaches-before-saying-so faults=0 | \
          a mounted volume is detached only if its node is lost
          bug=detaches-unverified faults=0 lag=2 | \
          a mounted volume is detached only if its node is lost
          bug=mounts-unreported faults=0 | \
          a mounted volume is detached only if its node is lost
          bug=attaches-anywhere faults=0 | the volume is attached to one node at a time
          bug=forgets-attachments | the volume is attached to one node at a time
          """)
  void aMistakeIsFound(String settings, String claims) {
    Checked.model("attach-detach", settings).breaks(claims.split("; "));
  }
}
