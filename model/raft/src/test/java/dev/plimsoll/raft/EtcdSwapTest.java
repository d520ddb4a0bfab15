package dev.plimsoll.raft;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;

class EtcdSwapTest {

  @Test
  void whoKnowsOfTheChangeTellsWhoDoesNot() {
    Checked.model("etcd-swap", "").holds(10_351).firesEveryRule();
  }

  @Test
  void noLeaderIsElectedIfNobodyTells() {
    Checked.model("etcd-swap", "bug=commit-not-in-votes").breaks("in the end a leader is elected");
  }
}
