package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.SearchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdReadsTest {

  private static final String CLAIM = "a read shows what was acknowledged before it";

  /// Either what etcd did about reads that were asked for twice is enough, or what its library did.
  @ParameterizedTest
  @CsvSource({
    "'', 12876",
    "retries=0, 1298",
    "elections=0 retries=0 transfers=1, 1876",
    "servers=1 elections=0 retries=0 crashes=1, 20",
    "reads=2 reading=by-context, 241303",
    "reads=2 bug=reused-id, 285985",
  })
  void aReadShowsWhatWasAcknowledgedBeforeIt(String settings, int states) {
    Checked.model("etcd-reads", settings).holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "reads=2 reading=by-context bug=reused-id, 12",
    "retries=0 bug=reads-before-commit, 6",
    "servers=1 elections=0 retries=0 crashes=1 bug=commit-as-saved, 4",
    "elections=0 retries=0 transfers=1 reading=by-lease, 5",
  })
  void aMistakeIsFound(String settings, int length) {
    Checked.model("etcd-reads", settings).breaks(CLAIM).hasTraces(length);
  }

  @Test
  void rulesAndClaimsDependOnWhatTheyReadAlone() {
    var paranoid = SearchOptions.defaults().withParanoid(true);

    Checked.model("etcd-reads", "retries=0", paranoid).holds(1_298);
  }

  @Test
  void aClusterWhereTwoAreNoMajorityIsRefused() {
    assertThatThrownBy(() -> new EtcdReads.Bounds(4, 0, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 to 3 servers");
  }
}
