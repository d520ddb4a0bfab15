package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChannelsTest {

  private static CheckResult check(Model model) {
    return Search.check(model, SearchOptions.defaults().withWorkers(1));
  }

  /// The later one in order is sent, and gets a number, first.
  @Test
  void messagesAreDeliveredInTheOrderOfTheirValuesWhicheverCameFirst() {
    var model =
        new Model() {
          {
            var mail = bag("mail", String.class, 9);
            rule("write", List.of("c", "a", "b"), (tx, letter) -> tx.send(mail, letter));
            rule("deliver", mail, (tx, letter) -> tx.remove(mail, letter));
          }
        };
    var explorer = new Explorer(model);
    var position = explorer.initial().getFirst();
    for (var written = 0; written < 3; written++) {
      position = explorer.successors(position).get(written).target();
    }

    var delivered =
        explorer.successors(position).stream()
            .filter(step -> step.action().rule().equals("deliver"))
            .map(step -> step.action().arguments().getFirst().toString());

    assertThat(delivered).containsExactly("a", "b", "c");
  }

  @Test
  void aSetHoldsAMessageOnceAndAMultisetAsOftenAsItWasSent() {
    class Sender extends Model {
      Sender(boolean distinct) {
        var network =
            distinct ? set("network", Integer.class, 3) : bag("network", Integer.class, 3);
        rule("send", tx -> tx.send(network, tx.choose(List.of(1, 2))));
      }
    }

    assertThat(check(new Sender(true)).distinct()).isEqualTo(4);
    assertThat(check(new Sender(false)).distinct()).isEqualTo(1 + 2 + 3 + 4);
  }

  @Test
  void aFullChannelDisablesTheStepAsAWhole() {
    class Full extends Model {
      Full() {
        var queue = queue("queue", Integer.class, 2);
        var sent = cell("sent", 0);
        rule("send", tx -> tx.send(queue, 7).update(sent, n -> n + 1));
        always("nothing is counted that was not sent", s -> s.get(sent) == s.size(queue));
        deadlockFree("never stuck");
      }
    }
    var result = check(new Full());

    assertThat(result.verdict()).isEqualTo(Verdict.DEADLOCK);
    assertThat(result.distinct()).isEqualTo(3);
  }

  @Test
  void aQueueKeepsItsOrderAndABagDoesNot() {
    class Pipe extends Model {
      Pipe(boolean ordered) {
        var next = cell("next", 1);
        var received = cell("received", List.<Integer>of());
        var queue = queue("queue", Integer.class, 3);
        var bag = bag("bag", Integer.class, 3);
        rule(
            "send",
            tx -> {
              var n = tx.get(next);
              tx.require(n <= 3).send(ordered ? queue : bag, n).set(next, n + 1);
            });
        rule(
            "from queue",
            queue,
            (tx, m) -> tx.set(received, add(tx.get(received), tx.receive(queue))));
        rule("from bag", bag, (tx, m) -> tx.remove(bag, m).set(received, add(tx.get(received), m)));
        always("in order", s -> s.get(received).stream().sorted().toList().equals(s.get(received)));
        sometimes("all", s -> s.get(received).size() == 3);
      }

      private static List<Integer> add(List<Integer> list, int element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
      }
    }

    assertThat(check(new Pipe(true)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(check(new Pipe(false)).verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void aStepSeesItsOwnSendsAndReceipts() {
    class Inside extends Model {
      Inside() {
        var queue = queue("queue", Integer.class, 4);
        var bag = bag("bag", Integer.class, 4);
        var ok = cell("ok", false);
        rule(
            "all at once",
            tx -> {
              tx.require(!tx.get(ok));
              tx.send(queue, 1).send(queue, 2).send(bag, 5).send(bag, 5).send(bag, 3);
              var first = tx.receive(queue);
              tx.remove(bag, 5);
              tx.set(
                  ok,
                  first == 1
                      && tx.contents(queue).equals(List.of(2))
                      && tx.contents(bag).equals(List.of(3, 5))
                      && tx.contains(bag, 5)
                      && !tx.contains(queue, 1)
                      && tx.size(bag) == 2);
            });
        sometimes("as it should be", s -> s.get(ok) && s.size(queue) == 1 && s.size(bag) == 2);
      }
    }

    assertThat(check(new Inside()).verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void takingWhatIsNotThereDisablesTheStep() {
    class Taker extends Model {
      Taker() {
        var queue = queue("queue", Integer.class, 1);
        var bag = bag("bag", Integer.class, 1);
        rule("receive", tx -> tx.receive(queue));
        rule("remove", tx -> tx.remove(bag, 4));
        deadlockFree("never stuck");
      }
    }

    assertThat(check(new Taker()).verdict()).isEqualTo(Verdict.DEADLOCK);
  }
}
