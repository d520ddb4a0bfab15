package dev.plimsoll.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicaSetTest {

  private static final String NEVER_MORE = "never more pods than were ever asked for";
  private static final String RESTS = "rests only with as many pods as asked for";

  @Test
  void aControllerThatKeepsExpectationsNeverCreatesTooManyPods() {
    var result = check(Map.of());

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.claims()).extracting("status").contains(Status.SEEN, Status.HOLDS);
    assertThat(result.distinct()).isGreaterThan(1000);
  }

  @Test
  void aControllerThatTrustsItsCacheCreatesTooManyPods() {
    var result = check(Map.of("expectations", "false"));

    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.claim(NEVER_MORE).status()).isEqualTo(Status.VIOLATED);
  }

  @Test
  void aControllerThatMissesDeletionsRestsWithTooFewPods() {
    var result = check(Map.of("bug", "deletion-not-queued"));

    assertThat(result.verdict()).isEqualTo(Verdict.DEADLOCK);
    assertThat(result.claim(RESTS).status()).isEqualTo(Status.VIOLATED);
  }

  private static CheckResult check(Map<String, String> parameters) {
    return Search.check(
        Catalog.load().find("replicaset").configure(parameters).model(), SearchOptions.defaults());
  }
}
