package dev.plimsoll.checker.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// One model for each way in which a step may disturb another, or bring it about: what its claims
/// are about is found only where a step that looks harmless is not always made first.
final class DisturbanceTest {

  private static final Method REDUCED = new Method(false, true, false);

  /// Rules that make one step each, and what they need for it.
  private abstract static class Steps extends Model {
    final Cell<Boolean> first = cell("first", false);
    final Cell<Boolean> second = cell("second", false);
    final Cell<Boolean> third = cell("third", false);
    final Cell<Integer> cell = cell("cell", 0);
    final Bag<Integer> set = set("set", Integer.class);
    final Bag<Integer> narrow = bag("narrow", Integer.class, 1);
    final Queue<Integer> queue = queue("queue", Integer.class, 2);

    final void once(String name, Cell<Boolean> done, Consumer<Transaction> body) {
      rule(name, tx -> body.accept(tx.require(done, false).set(done, true)));
    }

    /// The second rule's step is made, and one after it.
    final void secondIsMade(String name) {
      once("after", third, tx -> tx.require(second, true));
      sometimes(name, s -> s.get(third));
    }

    /// Besides something else that gives the cell another value, and is over after the first rule's
    /// step: it may come before.
    final void firstWritesTheCellTooLate() {
      once("write", first, tx -> tx.set(cell, 1));
      sometimes("first after second", s -> s.get(second) && s.get(first) && s.get(cell) == 1);
    }
  }

  /// The full search finds what each claim is about, and so does the reduced one.
  private static void assertFound(Model model) {
    for (var claim : model.claims()) {
      for (var method : List.of(Method.FULL, REDUCED)) {
        var options = SearchOptions.defaults().withClaims(Set.of(claim.name())).withMethod(method);
        assertThat(Search.check(model, options).claim(claim.name()).status())
            .as("%s, by %s", claim.name(), method)
            .isIn(Status.SEEN, Status.VIOLATED);
      }
    }
  }

  @Test
  void aWrittenCellIsRead() {
    assertFound(
        new Steps() {
          {
            once("write", first, tx -> tx.set(cell, 1));
            once("read", second, tx -> tx.require(cell, 0));
            secondIsMade("read before it is written");
          }
        });
  }

  @Test
  void aCellThatIsReadIsWritten() {
    assertFound(
        new Steps() {
          {
            once("read", first, tx -> tx.require(cell, 0));
            once("write", second, tx -> tx.set(cell, 1));
            deadlockFree("read before it is written", s -> s.get(first));
          }
        });
  }

  @Test
  void aCellIsWrittenTwice() {
    assertFound(
        new Steps() {
          {
            once("write 1", first, tx -> tx.set(cell, 1));
            once("write 2", second, tx -> tx.set(cell, 2));
            deadlockFree("1 first", s -> s.get(cell) == 1);
            deadlockFree("2 first", s -> s.get(cell) == 2);
          }
        });
  }

  @Test
  void aValueThatEnablesIsWritten() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            var place = cell("place", 0);
            rule("go", tx -> tx.require(place, 0).set(place, 1));
            rule("stay", tx -> tx.require(place, 0).set(place, 2));
            once("act", second, tx -> tx.require(place, 1).set(cell, 2));
          }
        });
  }

  @Test
  void aMessageThatMustNotBeThereIsSent() {
    assertFound(
        new Steps() {
          {
            once("send", first, tx -> tx.send(set, 7));
            once("look", second, tx -> tx.require(!tx.contains(set, 7)));
            secondIsMade("looked before it is sent");
          }
        });
  }

  @Test
  void aMessageThatMustNotBeThereBesidesTheOneThatIsHeardIsSent() {
    assertFound(
        new Steps() {
          {
            initially(tx -> tx.send(set, 6));
            once("send", first, tx -> tx.send(set, 7));
            rule(
                "look",
                set,
                (tx, m) ->
                    tx.require(m == 6 && !tx.contains(set, 7))
                        .require(second, false)
                        .set(second, true));
            secondIsMade("looked before it is sent");
          }
        });
  }

  @Test
  void aMessageThatMustNotBeThereIsTaken() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            initially(tx -> tx.send(set, 7));
            rule("take", tx -> tx.remove(set, 7));
            once("look", second, tx -> tx.require(!tx.contains(set, 7)).set(cell, 2));
          }
        });
  }

  @Test
  void aMessageThatMustBeThereIsTaken() {
    assertFound(
        new Steps() {
          {
            initially(tx -> tx.send(set, 7));
            once("take", first, tx -> tx.remove(set, 7));
            once("look", second, tx -> tx.require(set, 7));
            secondIsMade("looked before it is taken");
            deadlockFree("taken before it is looked for", s -> s.get(second));
          }
        });
  }

  @Test
  void aMessageThatMustBeThereIsSent() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            var sent = cell("sent", false);
            once("send", sent, tx -> tx.send(set, 7));
            once("look", second, tx -> tx.require(set, 7).set(cell, 2));
          }
        });
  }

  @Test
  void aMessageThatIsHeardIsTaken() {
    assertFound(
        new Steps() {
          {
            initially(tx -> tx.send(set, 7));
            rule("hear", set, (tx, m) -> tx.require(second, false).set(second, true));
            once("take", first, tx -> tx.remove(set, 7));
            secondIsMade("heard before it is taken");
            deadlockFree("taken before it is heard", s -> s.get(second));
          }
        });
  }

  @Test
  void aMessageThatIsHeardIsSent() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            var sent = cell("sent", false);
            once("send", sent, tx -> tx.send(set, 7));
            rule("hear", set, (tx, m) -> tx.require(second, false).set(second, true).set(cell, 2));
          }
        });
  }

  @Test
  void aHeadThatIsHeardIsTaken() {
    assertFound(
        new Steps() {
          {
            initially(tx -> tx.send(queue, 7));
            rule("hear", queue, (tx, m) -> tx.require(second, false).set(second, true));
            once("take", first, tx -> tx.receive(queue));
            secondIsMade("heard before it is taken");
            deadlockFree("taken before it is heard", s -> s.get(second));
          }
        });
  }

  @Test
  void aHeadThatIsHeardIsSent() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            var sent = cell("sent", false);
            once("send", sent, tx -> tx.send(queue, 7));
            rule(
                "hear", queue, (tx, m) -> tx.require(second, false).set(second, true).set(cell, 2));
          }
        });
  }

  @Test
  void aHeadThatIsHeardComesUp() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            initially(tx -> tx.send(queue, 6).send(queue, 7));
            rule("skip", tx -> tx.receive(queue));
            rule(
                "hear",
                queue,
                (tx, m) ->
                    tx.require(m == 7).require(second, false).set(second, true).set(cell, 2));
          }
        });
  }

  @Test
  void aHeadThatIsReceivedIsSent() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            var sent = cell("sent", false);
            once("send", sent, tx -> tx.send(queue, 7));
            once("receive", second, tx -> tx.set(cell, tx.receive(queue)));
          }
        });
  }

  @Test
  void aHeadThatIsReceivedComesUp() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            initially(tx -> tx.send(queue, 6).send(queue, 7));
            rule("skip", tx -> tx.receive(queue));
            once("receive", second, tx -> tx.require(tx.receive(queue) == 7).set(cell, 2));
          }
        });
  }

  @Test
  void messagesAreQueuedInTheirOrder() {
    assertFound(
        new Steps() {
          {
            once("send 1", first, tx -> tx.send(queue, 1));
            once("send 2", second, tx -> tx.send(queue, 2));
            deadlockFree("1 first", s -> s.contents(queue).equals(List.of(1, 2)));
            deadlockFree("2 first", s -> s.contents(queue).equals(List.of(2, 1)));
          }
        });
  }

  @Test
  void thereIsRoomForOneOnly() {
    assertFound(
        new Steps() {
          {
            once("send 1", first, tx -> tx.send(narrow, 1));
            once("send 2", second, tx -> tx.send(narrow, 2));
            deadlockFree("1 first", s -> s.get(first));
            deadlockFree("2 first", s -> s.get(second));
          }
        });
  }

  @Test
  void roomIsMade() {
    assertFound(
        new Steps() {
          {
            firstWritesTheCellTooLate();
            initially(tx -> tx.send(narrow, 7));
            rule("take", tx -> tx.remove(narrow, 7));
            once("send", second, tx -> tx.send(narrow, 8).set(cell, 2));
          }
        });
  }

  @Test
  void whatIsSentIsCounted() {
    assertFound(
        new Steps() {
          {
            once("send", first, tx -> tx.send(set, 7));
            once("count", second, tx -> tx.require(tx.size(set) == 0));
            secondIsMade("counted before it is sent");
            deadlockFree("sent before it is counted", s -> s.get(second));
          }
        });
  }

  @Test
  void whatIsTakenIsCounted() {
    assertFound(
        new Steps() {
          {
            initially(tx -> tx.send(set, 7));
            once("take", first, tx -> tx.remove(set, 7));
            once("count", second, tx -> tx.require(tx.contents(set).size() == 1));
            secondIsMade("counted before it is taken");
            deadlockFree("taken before it is counted", s -> s.get(second));
          }
        });
  }

  @Test
  void aMessageOfASetIsTakenAndSentAgain() {
    assertFound(
        new Steps() {
          {
            initially(tx -> tx.send(set, 7));
            once("take", first, tx -> tx.remove(set, 7));
            once("send", second, tx -> tx.send(set, 7));
            deadlockFree("sent before it is taken", s -> s.contains(set, 7));
            deadlockFree("taken before it is sent", s -> !s.contains(set, 7));
          }
        });
  }

  @Test
  void aMessageOfASetIsTakenByOneWhoHearsIt() {
    assertFound(
        new Steps() {
          {
            var taken = cell("taken", false);
            once("send", first, tx -> tx.send(set, 7));
            once("send too", second, tx -> tx.send(set, 7));
            rule("take", set, (tx, m) -> tx.require(second, true).remove(set, m).set(taken, true));
            sometimes(
                "sent again after it is taken",
                s -> s.get(first) && s.get(taken) && s.contains(set, 7));
          }
        });
  }

  @Test
  void aRuleReadsMoreThanItDidBefore() {
    assertFound(
        new Steps() {
          {
            var other = cell("other", 0);
            rule("wait", tx -> tx.require(tx.get(other) < 3).update(other, n -> n + 1));
            once("write", first, tx -> tx.require(other, 3).set(cell, 1));
            once("read", second, tx -> tx.require(cell, 1));
            secondIsMade("read after it is written");
          }
        });
  }

  @Test
  void aRuleWritesLaterThanAnyoneHasSeen() {
    assertFound(
        new Steps() {
          {
            var place = cell("place", 0);
            rule(
                "go",
                tx -> {
                  var at = tx.get(place);
                  tx.require(at < 3000).set(place, at + 1);
                  if (at == 2999) {
                    tx.set(cell, 1);
                  }
                });
            once("read", second, tx -> tx.require(cell, 1));
            once("read early", first, tx -> tx.require(cell, 0));
            secondIsMade("read after it is written");
            deadlockFree("read before it is written", s -> s.get(first));
          }
        });
  }

  @Test
  void aStepThatIsMadeForeverIsNotAllThatHappens() {
    assertFound(
        new Steps() {
          {
            rule("turn", tx -> tx.update(cell, n -> (n + 1) % 126));
            once("act", first, tx -> {});
            sometimes("the other rule acts", s -> s.get(first));
          }
        });
  }

  @Test
  void twoVariablesOfAClaimAreWritten() {
    assertFound(
        new Steps() {
          {
            once("one", first, tx -> {});
            once("two", second, tx -> {});
            sometimes("one alone", s -> s.get(first) && !s.get(second));
            sometimes("two alone", s -> s.get(second) && !s.get(first));
          }
        });
  }
}
