package dev.plimsoll.checker.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import org.junit.jupiter.api.Test;

final class StubbornSetsTest {

  private static final Method REDUCED = new Method(false, true, false);

  private static class Counters extends Model {
    Counters(int counters, int most) {
      var counter = cells("counter", counters, 0);
      rule("count", counter, (tx, c) -> tx.require(tx.get(c) < most).update(c, n -> n + 1));
    }
  }

  @Test
  void independentCountersAreCountedOneAfterAnother() {
    assertThat(full(new Counters(3, 4)).distinct()).isEqualTo(5 * 5 * 5);
    assertThat(reduced(new Counters(3, 4)).distinct()).isEqualTo(1 + 3 * 4);
    assertThat(reduced(new Counters(3, 100)).distinct()).isEqualTo(1 + 3 * 100);
  }

  private static CheckResult full(Model model) {
    return Search.check(model, SearchOptions.defaults());
  }

  private static CheckResult reduced(Model model) {
    return Search.check(model, SearchOptions.defaults().withMethod(REDUCED));
  }
}
