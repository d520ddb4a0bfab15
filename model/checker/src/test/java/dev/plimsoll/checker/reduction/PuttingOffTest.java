package dev.plimsoll.checker.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.liveness.Liveness;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Models with behaviours in which a step is put off forever that looks harmless: they are found
/// only where that step is not always made first.
final class PuttingOffTest {

  private static final Method REDUCED = new Method(false, true, false);

  private abstract static class Steps extends Model {
    final Cell<Boolean> helped = cell("helped", false);
    final Cell<Boolean> answered = cell("answered", false);
    final Cell<Boolean> asked = cell("asked", false);
    final Cell<Integer> cell = cell("cell", 0);
    final Bag<Integer> narrow = bag("narrow", Integer.class, 1);
    final Queue<Integer> queue = queue("queue", Integer.class, 2);

    final void once(String name, Cell<Boolean> done, Consumer<Transaction> body) {
      rule(name, tx -> body.accept(tx.require(done, false).set(done, true)));
    }

    final void isClaimedToBeAnswered() {
      leadsTo("what is asked is answered", s -> s.get(asked), s -> s.get(answered));
    }
  }

  private static void assertViolated(Model model) {
    for (var method : List.of(Method.FULL, REDUCED)) {
      var result = Search.check(model, SearchOptions.defaults().withMethod(method));
      assertThat(result.claims().getFirst().status()).as("%s", method).isEqualTo(Status.VIOLATED);
    }
  }

  @Test
  void whatWouldLetAFairRuleFireByAValue() {
    assertViolated(
        new Steps() {
          {
            once("help", helped, tx -> tx.set(cell, 1));
            once("answer", answered, tx -> tx.require(cell, 1));
            once("ask", asked, tx -> {});
            weaklyFair("answer");
            isClaimedToBeAnswered();
          }
        });
  }

  @Test
  void whatWouldLetAFairRuleFireByAMessage() {
    assertViolated(
        new Steps() {
          {
            once("help", helped, tx -> tx.send(narrow, 1));
            rule(
                "answer", narrow, (tx, message) -> tx.require(answered, false).set(answered, true));
            once("ask", asked, tx -> {});
            weaklyFair("answer");
            isClaimedToBeAnswered();
          }
        });
  }

  @Test
  void whatWouldLetAFairRuleFireByTheHeadOfAQueue() {
    assertViolated(
        new Steps() {
          {
            once("help", helped, tx -> tx.send(queue, 1));
            once("answer", answered, tx -> tx.receive(queue));
            once("ask", asked, tx -> {});
            weaklyFair("answer");
            isClaimedToBeAnswered();
          }
        });
  }

  @Test
  void whatWouldLetAFairRuleFireByMakingRoom() {
    assertViolated(
        new Steps() {
          {
            once("fill", helped, tx -> tx.send(narrow, 1));
            rule("help", tx -> tx.require(helped, true).remove(narrow, 1));
            once("answer", answered, tx -> tx.require(helped, true).send(narrow, 2));
            once("ask", asked, tx -> tx.require(helped, true));
            weaklyFair("answer");
            isClaimedToBeAnswered();
          }
        });
  }

  @Test
  void whatWouldLetARuleFireThatIsFairForEachArgument() {
    assertViolated(
        new Steps() {
          final Cell<Boolean> turn = cell("turn", false);

          {
            rule("turn", List.of(0), (tx, who) -> tx.set(turn, !tx.get(turn)));
            rule(
                "help",
                List.of(0),
                (tx, who) -> tx.require(helped, false).set(helped, true).set(cell, 1));
            rule(
                "answer",
                List.of(1),
                (tx, who) -> tx.require(answered, false).require(cell, 1).set(answered, true));
            rule("ask", List.of(2), (tx, who) -> tx.require(asked, false).set(asked, true));
            weaklyFairEach();
            isClaimedToBeAnswered();
          }
        });
  }

  @Test
  void whatLeadsOutOfACycle() {
    assertViolated(
        new Steps() {
          {
            rule("go", tx -> tx.require(cell, 0).set(cell, 1));
            rule("go back", tx -> tx.require(cell, 1).set(cell, 0));
            rule("go on", tx -> tx.require(cell, 1).set(cell, 2));
            once("answer", answered, tx -> tx.require(cell, 2));
            once("ask", asked, tx -> {});
            weaklyFair();
            isClaimedToBeAnswered();
          }
        });
  }

  @Test
  void whatComesFirstThoughBothAreFair() {
    assertViolated(
        new Steps() {
          {
            once("answer", answered, tx -> {});
            once("ask", asked, tx -> {});
            weaklyFair("answer");
            weaklyFair("ask");
            ltl(
                "nothing is asked before it is answered",
                Formula.not(Formula.holds("asked", s -> s.get(asked)))
                    .until(Formula.holds("answered", s -> s.get(answered))));
          }
        });
  }

  @Test
  void whoSpeaksOfTheNextStateIsRefused() {
    var model =
        new Steps() {
          {
            once("answer", answered, tx -> {});
            ltl("answered at once", Formula.next(Formula.holds("answered", s -> s.get(answered))));
          }
        };

    assertThatExceptionOfType(IrreducibleException.class)
        .isThrownBy(() -> Search.check(model, SearchOptions.defaults().withMethod(REDUCED)))
        .withMessageContaining("\"answered at once\"");
  }

  @Test
  void whatFairnessMakesAnyhow() {
    var model =
        new Steps() {
          {
            once("help", helped, tx -> tx.set(cell, 1));
            once("answer", answered, tx -> tx.require(cell, 1));
            once("ask", asked, tx -> {});
            weaklyFair("help", "answer");
            isClaimedToBeAnswered();
          }
        };
    var claim = model.claims().getFirst();
    var full = new Liveness(model, false, () -> false);
    var reduced = new Liveness(model, true, () -> false);

    assertThat(full.decide(claim).orElseThrow().holds()).isTrue();
    assertThat(reduced.decide(claim).orElseThrow().holds()).isTrue();
    assertThat(full.states()).isEqualTo(6);
    assertThat(reduced.states()).isEqualTo(5);
  }

  @Test
  void whatMakesNoDifferenceIsLeftOut() {
    var model =
        new Steps() {
          {
            rule("go", tx -> tx.require(cell, 0).set(cell, 1));
            rule("go on", tx -> tx.require(cell, 1).set(cell, 2));
            once("answer", answered, tx -> tx.require(asked, true));
            once("ask", asked, tx -> {});
            weaklyFair();
            isClaimedToBeAnswered();
          }
        };
    var claim = model.claims().getFirst();
    var full = new Liveness(model, false, () -> false);
    var reduced = new Liveness(model, true, () -> false);

    assertThat(full.decide(claim).orElseThrow().holds()).isTrue();
    assertThat(reduced.decide(claim).orElseThrow().holds()).isTrue();
    assertThat(full.states()).isEqualTo(9);
    assertThat(reduced.states()).isEqualTo(5);
  }
}
