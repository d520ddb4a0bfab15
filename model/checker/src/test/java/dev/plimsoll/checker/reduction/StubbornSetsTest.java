package dev.plimsoll.checker.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Models of which it is known how many states a search with stubborn sets visits.
final class StubbornSetsTest {

  private static final Method REDUCED = new Method(false, true, false);

  private static CheckResult full(Model model) {
    return Search.check(model, SearchOptions.defaults());
  }

  private static CheckResult reduced(Model model) {
    return Search.check(model, SearchOptions.defaults().withMethod(REDUCED));
  }

  private static class Counters extends Model {
    final Cells<Integer> counter;

    Counters(int counters, int most) {
      counter = cells("counter", counters, 0);
      rule("count", counter, (tx, c) -> tx.require(tx.get(c) < most).update(c, n -> n + 1));
    }
  }

  @Test
  void independentCountersCountOneAfterAnother() {
    assertThat(full(new Counters(3, 4)).distinct()).isEqualTo(5 * 5 * 5);
    assertThat(reduced(new Counters(3, 4)).distinct()).isEqualTo(1 + 3 * 4);
    assertThat(reduced(new Counters(4, 100)).distinct()).isEqualTo(1 + 4 * 100);
  }

  @Test
  void countersThatNoClaimIsAboutAreCountedInOneOrderOnly() {
    class Claimed extends Counters {
      Claimed() {
        super(3, 4);
        never("the first two are large", s -> s.get(counter.get(0)) + s.get(counter.get(1)) > 8);
      }
    }
    assertThat(full(new Claimed()).distinct()).isEqualTo(5 * 5 * 5);
    assertThat(reduced(new Claimed()).distinct()).isLessThanOrEqualTo(4 + 5 * 5);
  }

  private static final class Philosophers extends Model {
    private static final int THINKING = -1;

    Philosophers(int philosophers, boolean oneIsLeftHanded) {
      var forks = cells("fork", philosophers, false);
      var held = cells("held", philosophers, THINKING);
      rule("get hungry", held, (tx, h) -> tx.require(h, THINKING).set(h, 0));
      rule(
          "take",
          held,
          (tx, h) -> {
            var n = tx.get(h);
            tx.require(n >= 0 && n < 2).set(h, n + 1);
            var isLeftFirst = !oneIsLeftHanded || h.index() > 0;
            var fork = forks.get((h.index() + (n == 0 == isLeftFirst ? 0 : 1)) % philosophers);
            tx.require(fork, false).set(fork, true);
          });
      rule(
          "eat",
          held,
          (tx, h) -> {
            tx.require(h, 2).set(h, THINKING).set(forks.get(h.index()), false);
            tx.set(forks.get((h.index() + 1) % philosophers), false);
          });
      deadlockFree("someone can do something");
    }
  }

  @Test
  void philosophersStarveInTheReducedSearchAsWell() {
    var all = full(new Philosophers(6, false));
    var some = reduced(new Philosophers(6, false));
    assertThat(all.verdict()).isEqualTo(CheckResult.Verdict.DEADLOCK);
    assertThat(some.verdict()).isEqualTo(CheckResult.Verdict.DEADLOCK);
    assertThat(some.distinct()).isLessThan(all.distinct());
  }

  @Test
  void philosophersOneOfWhomIsLeftHandedDoNotStarve() {
    var all = full(new Philosophers(6, true));
    var some = reduced(new Philosophers(6, true));
    assertThat(all.verdict()).isEqualTo(CheckResult.Verdict.HOLDS);
    assertThat(some.verdict()).isEqualTo(CheckResult.Verdict.HOLDS);
    assertThat(some.distinct()).isLessThan(all.distinct());
  }

  private static final class Pipeline extends Model {
    Pipeline(int items, int capacity) {
      var made = cell("made", 0);
      var used = cell("used", 0);
      var belt = queue("belt", Integer.class, capacity);
      rule(
          "produce",
          tx -> {
            var next = tx.get(made);
            tx.require(next < items).set(made, next + 1).send(belt, next);
          });
      rule("consume", tx -> tx.set(used, tx.receive(belt) + 1));
      deadlockFree("all is used in the end", s -> s.get(used) == items);
    }
  }

  @Test
  void aProducerGoesOnWhileThereIsRoomAndThenAConsumer() {
    assertThat(full(new Pipeline(5, 2)).distinct()).isEqualTo(1 + 2 * 5 + 5 - 1);
    assertThat(reduced(new Pipeline(5, 2)).distinct()).isEqualTo(1 + 2 * 5);
    assertThat(reduced(new Pipeline(5, 2)).verdict()).isEqualTo(CheckResult.Verdict.HOLDS);
  }

  /// Messages get their numbers as they come, in levels that several threads share.
  private static final class Letters extends Model {
    record Letter(int to, int page) {}

    Letters() {
      var page = cells("page", 6, 0);
      var read = cells("read", 6, 0);
      var box = set("box", Letter.class);
      rule(
          "write",
          page,
          (tx, p) -> {
            var n = tx.get(p);
            tx.require(n < 5).set(p, n + 1).send(box, new Letter((p.index() + 1) % 6, n));
          });
      rule(
          "read",
          box,
          (tx, letter) -> {
            tx.remove(box, letter).update(read.get(letter.to()), n -> n + letter.page());
          });
      rule("forget", read, (tx, r) -> tx.require(tx.get(r) > 7).set(r, 0));
      sometimes("two have read a lot", s -> read.count(s, n -> n > 5) == 2);
    }
  }

  @Test
  void theAnswerIsTheSameWhateverTheNumberOfThreads() {
    var results =
        IntStream.of(1, 2, 3, 8)
            .mapToObj(
                n ->
                    Search.check(
                        new Letters(), SearchOptions.defaults().withMethod(REDUCED).withWorkers(n)))
            .toList();

    var first = results.getFirst();
    assertThat(first.distinct()).isGreaterThan(10_000);
    for (var result : results) {
      assertThat(result.distinct()).isEqualTo(first.distinct());
      assertThat(result.generated()).isEqualTo(first.generated());
      assertThat(result.levels()).isEqualTo(first.levels());
      assertThat(result.claims()).isEqualTo(first.claims());
      assertThat(result.rules())
          .extracting(RuleStatistics::fired)
          .isEqualTo(first.rules().stream().map(RuleStatistics::fired).toList());
    }
    assertThat(first.claim("two have read a lot").status()).isEqualTo(Status.SEEN);
  }
}
