package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A search that begins where another model would only come to, or ends after some states.
class SearchFromAStateTest {

  /// Letters go out in order, and are read in order; the one who reads may stop.
  private static final class Letters extends Model {
    Letters() {
      var sent = cell("sent", 0);
      var read = cell("read", 0);
      var stopped = cell("stopped", false);
      var way = queue("way", Integer.class, 2);
      rule(
          "send",
          tx -> tx.require(tx.get(sent) < 3).update(sent, n -> n + 1).send(way, tx.get(sent)));
      rule("read", way, (tx, letter) -> tx.require(stopped, false).set(read, tx.receive(way)));
      rule("stop", tx -> tx.require(stopped, false).set(stopped, true));
      weaklyFair("send", "read");
      always("letters come in order", s -> s.get(read) <= s.get(sent));
      eventually("the third is read", s -> s.get(read) == 3);
    }
  }

  private static CheckResult checkFrom(String... rules) {
    var model = new Letters();
    var explorer = new Explorer(model);
    var position = explorer.initial().getFirst();
    for (var rule : rules) {
      position = explorer.successors(position, rule).getFirst().target();
    }
    var result = Search.check(model.startingIn(explorer.view(position)), options());
    result.claims().stream()
        .map(CheckResult.ClaimResult::trace)
        .filter(Objects::nonNull)
        .forEach(trace -> assertThat(trace.steps().getFirst().action()).isNull());
    return result;
  }

  private static SearchOptions options() {
    return SearchOptions.defaults().withWorkers(1);
  }

  @Test
  void whatIsInChannelsIsThereAtTheStart() {
    var all = Search.check(new Letters(), options());
    var rest = checkFrom("send", "send", "read");

    assertThat(all.distinct()).isEqualTo(18);
    assertThat(rest.distinct()).isLessThan(all.distinct());
    assertThat(rest.claim("letters come in order").status()).isEqualTo(Status.HOLDS);
  }

  @Test
  void livenessIsDecidedOfBehavioursThatBeginThere() {
    assertThat(checkFrom().claim("the third is read").status()).isEqualTo(Status.VIOLATED);
    var stopped = checkFrom("send", "stop").claim("the third is read");
    assertThat(stopped.status()).isEqualTo(Status.VIOLATED);
    assertThat(Objects.requireNonNull(stopped.trace()).steps().getFirst().state())
        .extractingByKeys("sent", "stopped", "way")
        .extracting(String::valueOf)
        .containsExactly("1", "true", "[1]");
    assertThat(checkFrom("send", "read", "send", "read", "send", "read").verdict())
        .isEqualTo(Verdict.HOLDS);
  }

  @Test
  void aSearchEndsWithTheLevelThatComesToSoManyStates() {
    var result = Search.check(new Letters(), options().withStates(4));

    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(result.stopped()).isEqualTo("the limit of 4 states was reached");
    assertThat(result.distinct()).isBetween(4L, 9L);
    assertThat(Search.check(new Letters(), options().withStates(1_000)).stopped()).isNull();
  }
}
