package dev.plimsoll.raft;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdFlowTest {

  private static final String KNOWN = "in the end the leader knows that the slow one has all";

  @ParameterizedTest
  @CsvSource({
    "'', 1103",
    "reports=false, 624",
    "writes=1 compactions=0, 78",
  })
  void aSlowFollowerIsBroughtUpToDate(String settings, int states) {
    var result = check(settings);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "reports=false bug=compacted-term-is-zero, no member panics",
    "reports=false bug=probes-after-snapshot, " + KNOWN,
    "writes=1 compactions=0 bug=probes-until-next-entry, " + KNOWN,
  })
  void aMistakeIsFound(String settings, String claim) {
    assertThat(check(settings).claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(claim);
  }

  private static CheckResult check(String settings) {
    var given = new HashMap<String, String>();
    for (var setting : settings.split(" ")) {
      if (!setting.isEmpty()) {
        var equals = setting.indexOf('=');
        given.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return Search.check(
        Catalog.load().find("etcd-flow").configure(Map.copyOf(given)).model(),
        SearchOptions.defaults());
  }
}
