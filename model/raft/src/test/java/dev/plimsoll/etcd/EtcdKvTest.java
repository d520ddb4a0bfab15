package dev.plimsoll.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.raft.Checked;
import java.util.Set;
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
    Checked.holds("etcd-kv", settings, states);
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
    Checked.breaks("etcd-kv", settings, LINEARIZABLE, length);
  }

  @Test
  void aWriteThatIsAppliedTwiceIsFound() {
    var model = Checked.configured("etcd-kv", "calls=3 members=1 elections=0 bug=applies-twice");

    var options = SearchOptions.defaults().withClaims(Set.of(LINEARIZABLE));
    assertThat(Search.check(model, options).verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void aSerializableReadOfWhatIsNotCommittedIsFound() {
    Checked.breaks("etcd-kv", "calls=3 bug=reads-uncommitted", SERIALIZABLE, 5);
  }

  @Test
  void rulesAndClaimsDependOnWhatTheyReadAlone() {
    var model = Checked.configured("etcd-kv", "elections=0");

    var result = Search.check(model, SearchOptions.defaults().withParanoid(true));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void thereAreThreeMembersToCall() {
    assertThatThrownBy(() -> new EtcdKv.Bounds(1, 1, 4, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 to 3 members");
  }
}
