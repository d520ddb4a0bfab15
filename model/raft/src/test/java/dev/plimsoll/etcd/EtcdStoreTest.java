package dev.plimsoll.etcd;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdStoreTest {

  private static final String AGREE = "members at the same index have the same contents";

  @ParameterizedTest
  @CsvSource({
    "'', 114374",
    "members=1 crashes=2, 24344",
    "crashes=0 leases=true, 83118",
  })
  void membersThatApplyOneLogAgree(String settings, int states) {
    Checked.model("etcd-store", settings).holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "bug=index-before-data, " + AGREE,
    "bug=data-before-index, " + AGREE,
    "bug=needless-ranges-removed, " + AGREE,
    "members=1 bug=answers-before-saving, an acknowledged write is not lost",
    "bug=revision-of-last-row, revisions never go back"
  })
  void aMistakeIsFound(String settings, String claim) {
    Checked.model("etcd-store", settings).breaks(claim);
  }

  /// A compaction that looks at all changes at once saves with them that it is finished.
  @Test
  void revisionsGoBackOnlyWhereACompactionIsCommittedInParts() {
    Checked.model("etcd-store", "bug=revision-of-last-row batch=9").holds(102_190).firesEveryRule();
  }
}
