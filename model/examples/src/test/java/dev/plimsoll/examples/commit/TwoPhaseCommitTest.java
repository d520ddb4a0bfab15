package dev.plimsoll.examples.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoPhaseCommitTest {

  private static final Method SYMMETRY = new Method(true, false, false);

  @ParameterizedTest
  @CsvSource({"1, 12, 5", "3, 288, 11", "5, 8832, 17", "7, 296448, 23"})
  void twoPhaseCommitHasItsPublishedCounts(int managers, long distinct, int depth) {
    var result = check("two-phase-commit", of(managers), 2);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(distinct);
    assertThat(result.distinct())
        .isEqualTo(power(4, managers) + power(6, managers) + power(2, managers));
    assertThat(result.generated())
        .isEqualTo(
            2
                + (managers + 1) * power(4, managers)
                + 8L * managers * power(6, managers - 1)
                + managers * power(2, managers));
    assertThat(result.depth()).isEqualTo(depth).isEqualTo(3 * managers + 2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "5, 1", "7, 2"})
  void underSymmetryOfItsManagersItHasAsManyOrbitsAsCountingGives(int managers, int workers) {
    var model = Catalog.load().find("two-phase-commit").configure(of(managers)).model();
    var options = SearchOptions.defaults().withWorkers(workers).withMethod(SYMMETRY);

    var result = Search.check(model, options);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.depth()).isEqualTo(3 * managers + 2);
    assertThat(result.distinct())
        .isEqualTo(choose(managers + 3, 3) + choose(managers + 5, 5) + managers + 1);
  }

  private static Map<String, String> of(int managers) {
    return Map.of("managers", Integer.toString(managers));
  }

  private static long choose(int from, int some) {
    return some == 0 ? 1 : choose(from - 1, some - 1) * from / some;
  }

  /// Once it has decided to commit, the coordinator may also send that it has aborted.
  private static final class WithSecondThoughts extends TwoPhaseCommit {
    @SuppressWarnings("unchecked") // as they are declared
    WithSecondThoughts() {
      super(2);
      var coordinator = (Cell<Phase>) variables().get(2);
      var messages = (Bag<Message>) variables().getLast();
      rule(
          "change its mind",
          tx ->
              tx.require(coordinator, Phase.COMMITTED).send(messages, new Decided(Phase.ABORTED)));
    }
  }

  @Test
  void aCoordinatorWithSecondThoughtsBreaksTwoPhaseCommit() {
    var result = Search.check(new WithSecondThoughts(), SearchOptions.defaults());

    assertThat(result.claim("consistent").status()).isEqualTo(Status.VIOLATED);
  }

  private static CheckResult check(String model, Map<String, String> parameters, int workers) {
    return Search.check(
        Catalog.load().find(model).configure(parameters).model(),
        SearchOptions.defaults().withWorkers(workers));
  }

  private static long power(int base, int exponent) {
    return Math.round(Math.pow(base, exponent));
  }
}
