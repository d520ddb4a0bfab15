package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.kernel.ImpureRuleException;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PurityTest {

  private static final SearchOptions PARANOID =
      SearchOptions.defaults().withWorkers(1).withParanoid(true);

  @Test
  void aRuleThatDependsOnSomethingElseIsNamed() {
    class Impure extends Model {
      Impure() {
        var calls = new AtomicInteger();
        var a = cell("a", 0);
        var b = cell("b", 0);
        rule("steady", tx -> tx.require(tx.get(b) < 3).update(b, n -> n + 1));
        rule("fickle", tx -> tx.require(tx.get(a) < 9).set(a, calls.incrementAndGet() % 3));
      }
    }

    assertThatThrownBy(() -> Search.check(new Impure(), PARANOID))
        .isInstanceOf(ImpureRuleException.class)
        .hasMessageContaining("fickle");
  }

  @Test
  void aRuleThatChangesAValueIsNamed() {
    class Mutating extends Model {
      Mutating() {
        var list = cell("list", (List<Integer>) new ArrayList<>(List.of(1)));
        rule("spoil", tx -> tx.require(tx.get(list).size() < 5 && tx.get(list).add(2)));
      }
    }

    assertThatThrownBy(() -> Search.check(new Mutating(), PARANOID))
        .isInstanceOf(ImpureRuleException.class)
        .hasMessageContaining("spoil");
  }

  @Test
  void aClaimThatDependsOnSomethingElseIsNamed() {
    class Impure extends Model {
      Impure() {
        var calls = new AtomicInteger();
        var a = cell("a", 0);
        var b = cell("b", 0);
        rule("step", tx -> tx.require(tx.get(b) < 30).update(b, n -> n + 1));
        always("moody", s -> s.get(a) == 0 && calls.incrementAndGet() < 10);
      }
    }

    assertThatThrownBy(() -> Search.check(new Impure(), PARANOID))
        .isInstanceOf(ImpureRuleException.class)
        .hasMessageContaining("moody");
  }

  @Test
  void pureRulesPassAndAreExecutedEveryTime() {
    class Pure extends Model {
      Pure() {
        var a = cells("a", 3, 0);
        rule("step", a, (tx, c) -> tx.require(tx.get(c) < 3).set(c, tx.choose(List.of(1, 2, 3))));
      }
    }
    var paranoid = Search.check(new Pure(), PARANOID);
    var normal = Search.check(new Pure(), PARANOID.withParanoid(false));

    assertThat(paranoid.distinct()).isEqualTo(normal.distinct()).isEqualTo(64);
    assertThat(paranoid.rules().getFirst().learned()).isGreaterThan(64);
    assertThat(normal.rules().getFirst().learned()).isLessThan(64);
  }

  @Test
  void aRuleThatCatchesTheRefusalOfAStepCannotMakeItAllTheSame() {
    class Stubborn extends Model {
      Stubborn() {
        var one = cell("one", 0);
        var other = cell("other", 0);
        rule(
            "step",
            tx -> {
              try {
                tx.require(one, 1);
              } catch (RuntimeException e) {
                tx.require(other, 0);
              }
              tx.set(other, 1);
            });
        sometimes("stepped", s -> s.get(other) == 1);
      }
    }
    var result = Search.check(new Stubborn(), PARANOID.withParanoid(false));

    assertThat(result.claim("stepped").status()).isEqualTo(CheckResult.Status.NEVER_SEEN);
    assertThat(result.coverage().rules().getFirst().reads()).containsExactly("one");
  }

  @Test
  void aRuleThatThrowsEndsTheSearchWithAShortestTraceToIt() {
    class Dividing extends Model {
      Dividing() {
        var count = cell("count", 0);
        rule("step", tx -> tx.require(12 / (3 - tx.get(count)) > 0).update(count, n -> n + 1));
      }
    }
    var failed = Search.check(new Dividing(), PARANOID.withParanoid(false));

    assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
    var failure = Objects.requireNonNull(failed.failure());
    assertThat(failure.where()).isEqualTo("step");
    assertThat(failure.cause()).isInstanceOf(ArithmeticException.class);
    assertThat(failure.trace().steps().getLast().state().toString()).isEqualTo("{count=3}");
  }
}
