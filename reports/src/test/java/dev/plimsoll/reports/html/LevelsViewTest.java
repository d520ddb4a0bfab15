package dev.plimsoll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LevelsViewTest {

  /// Counts to a number, one state a level.
  private static LevelsView count(int last) {
    class Counter extends Model {
      Counter() {
        var count = cell("count", 1);
        rule("count", tx -> tx.require(tx.get(count) < last).update(count, n -> n + 1));
      }
    }
    return LevelsView.of(Search.check(new Counter(), SearchOptions.defaults().withWorkers(1)));
  }

  @Test
  void everyLevelIsABarAndARow() {
    var view = count(4);

    assertThat(view.bars())
        .extracting(LevelsView.Bar::title)
        .containsExactly(
            "depth 1: 1 state", "depth 2: 1 state", "depth 3: 1 state", "depth 4: 1 state");
    assertThat(view.rows()).hasSize(4).contains(new LevelsView.Row("4", "1", "0", List.of("0")));
    assertThat(view.lastRows()).isEmpty();
    assertThat(view.most()).isEqualTo("1 state at depth 1");
  }

  @Test
  void ofManyLevelsTheFirstAndTheLastAreRowsAndABarIsSeveral() {
    var view = count(1_001);

    assertThat(view.rows()).hasSize(200);
    assertThat(view.lastRows()).hasSize(100);
    assertThat(view.lastRows().getLast().depth()).isEqualTo("1,001");
    assertThat(view.omitted()).isEqualTo(701);
    assertThat(view.bars()).hasSize(201);
    assertThat(view.bars().getFirst().title()).isEqualTo("depth 1 to 5: 5 states");
    assertThat(view.bars().getLast().title()).isEqualTo("depth 1,001: 1 state");
  }

  @Test
  void theOutlineOfARuleIsAsHighAsItsGreatestLevel() {
    assertThat(LevelsView.outline(List.of(1L, 4L, 0L), 30, 8))
        .isEqualTo("M0 8V6.0H10.0V0.0H20.0V8.0H30.0V8Z");
    assertThat(LevelsView.outline(List.of(0L, 0L), 30, 8)).isEmpty();
    assertThat(LevelsView.outline(List.of(), 30, 8)).isEmpty();
  }
}
