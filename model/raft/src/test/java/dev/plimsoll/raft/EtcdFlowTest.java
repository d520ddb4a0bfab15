package dev.plimsoll.raft;

import static dev.plimsoll.raft.Checked.check;
import static dev.plimsoll.raft.Checked.violated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdFlowTest {

  private static final String KNOWN = "in the end the leader knows that the slow one has all";

  @ParameterizedTest
  @CsvSource({
    "'', 1103",
    "reports=false, 624",
    "writes=1 compactions=0, 78",
  })
  void aSlowFollowerIsBroughtUpToDate(String settings, int states) {
    var result = check("etcd-flow", settings);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "reports=false bug=compacted-term-is-zero, no member panics",
    "reports=false bug=probes-after-snapshot, " + KNOWN,
    "writes=1 compactions=0 bug=probes-until-next-entry, " + KNOWN,
  })
  void aMistakeIsFound(String settings, String claim) {
    assertThat(violated(check("etcd-flow", settings))).containsExactly(claim);
  }
}
