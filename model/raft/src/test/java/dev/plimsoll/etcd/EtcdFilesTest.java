package dev.plimsoll.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdFilesTest {

  private static final String CLAIM = "no member panics";

  @Test
  void aMemberAppliesSnapshotsAndStartsFromThem() {
    var result = check(Map.of());

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(162);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({"released-unapplied, 4", "defragmented-while-replaced, 5"})
  void aMistakeIsFound(String bug, int length) {
    var result = check(Map.of("bug", bug));

    assertThat(result.claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(CLAIM);
    assertThat(Objects.requireNonNull(result.claim(CLAIM).trace()).length()).isEqualTo(length);
  }

  private static CheckResult check(Map<String, String> parameters) {
    return Search.check(
        Catalog.load().find("etcd-files").configure(parameters).model(), SearchOptions.defaults());
  }
}
