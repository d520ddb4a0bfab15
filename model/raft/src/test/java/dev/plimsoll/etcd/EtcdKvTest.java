package dev.plimsoll.etcd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.SearchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdKvTest {

  private static final String LINEARIZABLE = "what clients are answered is linearizable";
  private static final String SERIALIZABLE =
      "a serializable read shows what there was at its revision";

  @ParameterizedTest
  @CsvSource({
    "'', 24724",
    "calls=3 elections=0, 37036",
    "elections=0 crashes=1, 14728",
  })
  void whatClientsAreAnsweredIsAsPromised(String settings, int states) {
    Checked.model("etcd-kv", settings).holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "bug=reads-without-quorum, 5",
    "bug=reads-before-commit, 6",
    "bug=reads-before-applying, 5",
    "elections=0 bug=serializable-for-linearizable, 4",
    "bug=answers-before-commit, 4",
    "crashes=1 bug=counts-unsaved, 7",
  })
  void aMistakeIsFound(String settings, int length) {
    Checked.model("etcd-kv", settings).breaks(LINEARIZABLE).hasTraces(length);
  }

  @Test
  void aWriteThatIsAppliedTwiceIsFound() {
    var settings = "calls=3 members=1 elections=0 bug=applies-twice";

    Checked.claim("etcd-kv", settings, LINEARIZABLE).breaks(LINEARIZABLE).hasTraces(7);
  }

  @Test
  void aSerializableReadOfWhatIsNotCommittedIsFound() {
    Checked.model("etcd-kv", "calls=3 bug=reads-uncommitted").breaks(SERIALIZABLE).hasTraces(5);
  }

  @Test
  void rulesAndClaimsDependOnWhatTheyReadAlone() {
    var paranoid = SearchOptions.defaults().withParanoid(true);

    Checked.model("etcd-kv", "elections=0", paranoid).holds(1_651);
  }

  @Test
  void thereAreThreeMembersToCall() {
    assertThatThrownBy(() -> new EtcdKv.Bounds(1, 1, 4, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 to 3 members");
  }
}
