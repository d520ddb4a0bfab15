package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

  /// Tokens move around rings and leave messages, in levels of many thousand states.
  private static final class Rings extends Model {
    private record Left(int ring, int place) {}

    Rings() {
      var places = cells("place", 4, 0);
      var left = set("left", Left.class, 2);
      rule("move", places, (tx, p) -> tx.update(p, n -> (n + 1) % 5));
      rule(
          "jump",
          places.pairs(),
          (tx, pair) -> {
            tx.require(tx.get(pair.first()) == tx.get(pair.second()) + 1);
            tx.set(pair.first(), tx.choose(List.of(0, 2, 3)));
            tx.send(left, new Left(pair.first().index(), tx.get(pair.second())));
          });
      rule("pick up", left, (tx, l) -> tx.remove(left, l).set(places.get(l.ring()), l.place()));
      never("all at four", s -> places.all(s, 4) && s.size(left) == 0);
      sometimes("two left", s -> s.size(left) == 2);
    }
  }

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
