package dev.plimsoll.raft;

import static dev.plimsoll.raft.Checked.check;
import static dev.plimsoll.raft.Checked.violated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.Verdict;
import org.junit.jupiter.api.Test;

class EtcdSwapTest {

  @Test
  void whoKnowsOfTheChangeTellsWhoDoesNot() {
    var result = check("etcd-swap", "");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(10_351);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void noLeaderIsElectedIfNobodyTells() {
    var result = check("etcd-swap", "bug=commit-not-in-votes");

    assertThat(result.verdict()).isEqualTo(Verdict.LIVENESS_VIOLATED);
    assertThat(violated(result)).containsExactly("in the end a leader is elected");
  }
}
