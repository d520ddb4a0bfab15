package dev.plimsoll.raft;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class EtcdPowerTest {

  @Test
  void whatIsSyncedIsThereWhenThePowerIsBack() {
    Checked.model("etcd-power", "").holds(5010).firesEveryRule();
  }

  @Test
  void whatIsNotSyncedIsLost() {
    Checked.model("etcd-power", "bug=not-synced")
        .breaks("an acknowledged write is not lost")
        .hasTraces(5);
  }
}
