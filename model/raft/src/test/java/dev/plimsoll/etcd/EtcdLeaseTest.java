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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdLeaseTest {

  @ParameterizedTest
  @CsvSource({"2, 14316", "3, 92266"})
  void aLeaseLivesAsLongAsItIsKeptAliveAndNotMuchLonger(String members, int states) {
    var result = check(Map.of("members", members));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "revokes-unchecked, a lease that is kept alive is not revoked",
    "checkpoint-not-cleared, a lease that is kept alive is not revoked",
    "no-checkpoints-after-promotion,"
        + " a change of leader prolongs a lease by an interval and an election at most",
    "checkpoints-not-saved,"
        + " a change of leader prolongs a lease by an interval and an election at most",
    "renewed-when-due,"
        + " a change of leader prolongs a lease by an interval and an election at most",
    "not-promoted, 'in the end the lease ends, and its key with it'"
  })
  void aMistakeIsFound(String bug, String claim) {
    assertThat(check(Map.of("bug", bug)).claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(claim);
  }

  private static CheckResult check(Map<String, String> parameters) {
    return Search.check(
        Catalog.load().find("etcd-lease").configure(parameters).model(), SearchOptions.defaults());
  }
}
