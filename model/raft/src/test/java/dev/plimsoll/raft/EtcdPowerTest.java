package dev.plimsoll.raft;

import static dev.plimsoll.raft.Checked.check;
import static dev.plimsoll.raft.Checked.violated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EtcdPowerTest {

  private static final String CLAIM = "an acknowledged write is not lost";

  @Test
  void whatIsSyncedIsThereWhenThePowerIsBack() {
    var result = check("etcd-power", "");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(5010);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void whatIsNotSyncedIsLost() {
    var result = check("etcd-power", "bug=not-synced");

    assertThat(violated(result)).containsExactly(CLAIM);
    assertThat(Objects.requireNonNull(result.claim(CLAIM).trace()).length()).isEqualTo(5);
  }
}
