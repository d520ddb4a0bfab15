package dev.plimsoll.etcd;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdWatchTest {

  @Test
  void aWatchKeepsWhatIsPromised() {
    Checked.model("etcd-watch", "").holds(94_369).firesEveryRule();
  }

  /// What happens not at all but for what is said; each mistake with the claim that it breaks, and
  /// how many states there are without it.
  @ParameterizedTest
  @CsvSource({
    "tombstone-compacted, kinds=one-key writes=3 compactions=1, no event is dropped, 7821",
    "tombstone-not-restored, kinds=one-key writes=3 compactions=1 crashes=1,"
        + " no event is dropped, 61444",
    "compacted-untold, kinds=puts writes=4 compactions=1, no event is dropped, 9833",
    "synced-after-snapshot, kinds=puts snapshots=1, no event is dropped, 160",
    "sent-not-noted, kinds=puts snapshots=1, 'events come in order, and once', 160",
    "future-forgotten, kinds=puts writes=3 compactions=1 snapshots=1,"
        + " a watch tells of nothing from before its start, 7617",
    "future-impossible, kinds=puts snapshots=1, no member panics, 160",
    "progress-overtakes, kinds=puts requests=1,"
        + " what a notification of progress tells of has come before, 208",
    "revision-split, '', events of a revision come together, 303",
    "victims-forgotten, kinds=puts, in the end all events have come, 66"
  })
  void aMistakeIsFound(String bug, String bounds, String claim, int states) {
    var nothing = "compactions=0 snapshots=0 breaks=0 requests=0 ";
    Checked.model("etcd-watch", nothing + bounds).holds(states).firesEveryRule();
    Checked.model("etcd-watch", nothing + bounds + " bug=" + bug).breaks(claim);
  }
}
