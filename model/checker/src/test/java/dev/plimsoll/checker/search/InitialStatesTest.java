package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InitialStatesTest {

  private static final SearchOptions OPTIONS = SearchOptions.defaults().withWorkers(1);

  /// Starts with two numbers of at most `most`, the second not larger than the first; takes one
  /// from the other.
  private static class Euclid extends Model {
    Euclid(int most) {
      var first = cell("first", 0);
      var second = cell("second", 0);
      var numbers = List.of(1, 2, 3, 4, 5, 6).subList(0, most);
      initially(
          tx -> {
            tx.set(first, tx.choose(numbers)).set(second, tx.choose(numbers));
            tx.require(tx.get(second) <= tx.get(first));
          });
      rule(
          "take",
          tx -> {
            var other = tx.get(second);
            tx.require(tx.get(first) > other).update(first, n -> n - other);
          });
      never("one and five", s -> s.get(first) == 1 && s.get(second) == 5);
      never("one and two", s -> s.get(first) == 1 && s.get(second) == 2);
    }
  }

  @Test
  void everyWayToStartIsAStateOfTheFirstLevel() {
    var result = Search.check(new Euclid(2), OPTIONS.withDepth(1));

    assertThat(result.distinct()).isEqualTo(3);
    assertThat(result.generated()).isEqualTo(3);
    assertThat(result.depth()).isEqualTo(1);
    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void aTraceBeginsInTheInitialStateThatIsNearest() {
    var result = Search.check(new Euclid(6), OPTIONS);

    var trace = Objects.requireNonNull(result.claim("one and two").trace());
    assertThat(trace.steps())
        .extracting(step -> step.state().toString())
        .containsExactly("{first=3, second=2}", "{first=1, second=2}");
  }

  @Test
  void aModelThatCannotStartIsRefused() {
    var model =
        new Model() {
          {
            cell("only", 0);
            initially(tx -> tx.require(false));
          }
        };

    assertThatThrownBy(() -> Search.check(model, OPTIONS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no initial state");
  }
}
