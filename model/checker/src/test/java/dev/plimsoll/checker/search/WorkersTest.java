package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void theAnswerIsTheSameWhateverTheNumberOfThreads() {
    var results =
        IntStream.of(1, 2, 3, 8)
            .mapToObj(n -> Search.check(new Rings(), SearchOptions.defaults().withWorkers(n)))
            .toList();

    var first = results.getFirst();
    assertThat(first.distinct()).isGreaterThan(10_000);
    assertThat(first.claim("all at four").trace()).isNotNull();
    for (var result : results) {
      assertThat(result.verdict()).isEqualTo(first.verdict());
      assertThat(result.distinct()).isEqualTo(first.distinct());
      assertThat(result.generated()).isEqualTo(first.generated());
      assertThat(result.depth()).isEqualTo(first.depth());
      assertThat(result.claims()).isEqualTo(first.claims());
      assertThat(result.rules())
          .extracting(RuleStatistics::fired)
          .isEqualTo(first.rules().stream().map(RuleStatistics::fired).toList());
    }
  }
}
