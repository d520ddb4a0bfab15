package dev.plimsoll.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdWatchTest {

  @Test
  void aWatchKeepsWhatIsPromised() {
    var result = check("");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(94_369);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
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
    var correct = check(nothing + bounds);
    var result = check(nothing + bounds + " bug=" + bug);

    assertThat(correct.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(correct.distinct()).isEqualTo(states);
    assertThat(result.claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(claim);
  }

  /// @param settings of which the last counts
  private static CheckResult check(String settings) {
    var parameters = new HashMap<String, String>();
    for (var setting : settings.trim().split(" ")) {
      var equals = setting.indexOf('=');
      if (equals > 0) {
        parameters.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return Search.check(
        Catalog.load().find("etcd-watch").configure(Map.copyOf(parameters)).model(),
        SearchOptions.defaults());
  }
}
