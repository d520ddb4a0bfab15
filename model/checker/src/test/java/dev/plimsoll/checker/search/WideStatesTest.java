package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// States that do not fit into one word.
class WideStatesTest {

  /// Many counters, of which a few may have moved at a time.
  static final class Counters extends Model {
    Counters(int counters, int most, int moved) {
      var count = cells("count", counters, 0);
      var sum = cell("sum", 0);
      rule(
          "count",
          count,
          (tx, c) -> {
            tx.require(tx.get(sum) < moved && tx.get(c) < most);
            tx.update(c, n -> n + 1).update(sum, n -> n + 1);
          });
      rule(
          "start over",
          tx -> {
            tx.require(sum, moved);
            count.forEach(c -> tx.set(c, 0));
            tx.set(sum, 0);
          });
      sometimes("all have moved that may", s -> s.get(sum) == moved);
      never("the last has moved twice", s -> s.get(count.getLast()) == 2);
    }
  }

  /// The number of ways to put `n` into `cells` cells, at most `most` into each.
  private static long ways(int cells, int most, int n) {
    var ways = new long[n + 1];
    ways[0] = 1;
    for (var cell = 0; cell < cells; cell++) {
      for (var sum = n; sum > 0; sum--) {
        for (var put = 1; put <= Math.min(most, sum); put++) {
          ways[sum] += ways[sum - put];
        }
      }
    }
    return IntStream.rangeClosed(0, n).mapToLong(sum -> ways[sum]).sum();
  }

  @Test
  void statesOfManyVariablesAreToldApart() {
    for (var counters : List.of(40, 70, 150)) {
      for (var workers : List.of(1, 3)) {
        var result =
            Search.check(
                new Counters(counters, 1, 3), SearchOptions.defaults().withWorkers(workers));

        assertThat(result.distinct()).isEqualTo(ways(counters, 1, 3));
        assertThat(result.depth()).isEqualTo(4);
        assertThat(result.generated())
            .isEqualTo(
                1
                    + stepsOut(counters, 0)
                    + stepsOut(counters, 1)
                    + stepsOut(counters, 2)
                    + ways(counters, 1, 3)
                    - ways(counters, 1, 2));
      }
    }
  }

  /// Steps out of all states in which `moved` counters have moved.
  private static long stepsOut(int counters, int moved) {
    var states = ways(counters, 1, moved) - (moved == 0 ? 0 : ways(counters, 1, moved - 1));
    return states * (counters - moved);
  }

  @Test
  void theLayoutIsWidenedAsValuesComeUp() {
    var result =
        Search.check(
            new Counters(12, 9, 9),
            SearchOptions.defaults().withClaims(Set.of("all have moved that may")));

    assertThat(result.distinct()).isEqualTo(ways(12, 9, 9));
  }

  @Test
  void aTraceLeadsThroughThem() {
    var result = Search.check(new Counters(70, 2, 3), SearchOptions.defaults());

    var trace = Objects.requireNonNull(result.claim("the last has moved twice").trace());
    assertThat(trace.length()).isEqualTo(3);
  }
}
