package dev.plimsoll.cluster;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

  private static final String LISTER = "clients=0 lister=true";

  @Test
  void clientsMissNothingAndHaveEverythingInTheEnd() {
    Checked.model("watch", "").holds(89_165).firesEveryRule();
  }

  @Test
  void aListIsAsNewAsAskedFor() {
    Checked.model("watch", LISTER).holds(211_439).firesEveryRule();
  }

  @Test
  void nothingIsMissedEitherWhereEtcdHasMembers() {
    Checked.model("watch", "etcd=raft api-servers=1 writes=1 compactions=0")
        .breaksNothing()
        .hasStates(168_345)
        .firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "list-does-not-wait, a client never goes back in time",
    "relist-of-anything, a client never goes back in time",
    "list-without-tombstones, a client holds what was there at its version",
    "watch-from-before, a watch tells of every change in order",
    "skipped-by-compaction, a watch cache holds what was there at its version",
    "bookmark-ahead, a watch tells of every change in order",
    "gone-ignored, in the end every client holds what there is",
    "update-anyhow, no update is lost"
  })
  void aMistakeIsFound(String bug, String claim) {
    Checked.model("watch", "bug=" + bug).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource({"list-from-cache", "list-does-not-wait"})
  void aListThatIsTooOldIsFound(String bug) {
    Checked.model("watch", LISTER + " bug=" + bug).breaks("a list is as new as asked for");
  }

  /// tools/watch/retrywatcher.go, `newRetryWatcher`, v1.30, refuses to start so.
  @Test
  void aWatchFromNoVersionTellsOfObjectsByNameNotByVersion() {
    Checked.model("watch", "start=watch names=2 compactions=0")
        .breaks("a client never goes back in time");
  }
}
