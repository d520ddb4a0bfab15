package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdSnapshotsTest {

  @Test
  void allClaimsHoldWithACrashAtAnyPointOfWhatIsWritten() {
    var result = Checked.check("etcd-snapshots", "");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(14_865);
    assertThat(result.generated()).isEqualTo(43_730);
    assertThat(result.depth()).isEqualTo(31);
    assertThat(result.rules()).extracting(RuleStatistics::fired).doesNotContain(0L);
  }

  @ParameterizedTest
  @CsvSource({
    "snapshot-unapplied, max-term=1, a snapshot is of what was committed, 5",
    "snapshot-not-synced, max-term=1 heartbeats=true losses=1 faults=2,"
        + " what was acknowledged is on disk, 16"
  })
  void aSeededBugBreaksTheClaimItIsMeantFor(String bug, String bounds, String claim, int length) {
    var result = Checked.check("etcd-snapshots", bounds + " bug=" + bug);

    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(Checked.violated(result)).contains(claim);
    assertThat(Objects.requireNonNull(result.claim(claim).trace()).length()).isEqualTo(length);
  }
}
