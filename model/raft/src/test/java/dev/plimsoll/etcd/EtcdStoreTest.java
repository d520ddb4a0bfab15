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

class EtcdStoreTest {

  @ParameterizedTest
  @CsvSource({
    "2, 3, 1, false, 114374",
    "1, 3, 2, false, 24344",
    "2, 3, 0, true, 83118",
  })
  void membersThatApplyOneLogAgree(
      String members, String entries, String crashes, String leases, int states) {
    var result =
        check(Map.of("members", members, "entries", entries, "crashes", crashes, "leases", leases));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "index-before-data, 2, members at the same index have the same contents",
    "needless-ranges-removed, 2, members at the same index have the same contents",
    "answers-before-saving, 1, an acknowledged write is not lost",
    "revision-of-last-row, 2, revisions never go back"
  })
  void aMistakeIsFound(String bug, String members, String claim) {
    var result = check(Map.of("bug", bug, "members", members));

    assertThat(result.claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(claim);
  }

  /// A compaction that looks at all changes at once saves with them that it is finished.
  @Test
  void revisionsGoBackOnlyWhereACompactionIsCommittedInParts() {
    var parameters = new HashMap<>(Map.of("bug", "revision-of-last-row"));
    parameters.put("batch", "9");

    assertThat(check(parameters).verdict()).isEqualTo(Verdict.HOLDS);
  }

  private static CheckResult check(Map<String, String> parameters) {
    return Search.check(
        Catalog.load().find("etcd-store").configure(parameters).model(), SearchOptions.defaults());
  }
}
