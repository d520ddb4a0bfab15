package dev.plimsoll.reports.html.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.reports.html.chart.Channels;
import dev.plimsoll.reports.html.chart.Lanes;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class WalkTest {

  /// Counts up or back to 0; 3 is too far.
  static final class Counter extends Model {
    Counter(int first) {
      var count = cell("count", first);
      rule("count", tx -> tx.require(tx.get(count) < 3).update(count, n -> n + 1));
      rule("leap", tx -> tx.require(tx.get(count) == 1).set(count, 3));
      rule("begin anew", tx -> tx.require(tx.get(count) > 0).set(count, 0));
      always("not too far", s -> s.get(count) < 3);
      sometimes("begun", s -> s.get(count) > 0);
    }
  }

  private static final List<String> CLAIMS = List.of("not too far", "begun");

  private static Trace trace() {
    var result = Search.check(new Counter(0), SearchOptions.defaults().withWorkers(1));
    return Objects.requireNonNull(result.claim("not too far").trace());
  }

  private static Walk walk() {
    return Walk.of(new Counter(0), trace(), CLAIMS).orElseThrow();
  }

  @Test
  void everyClaimIsJudgedInEveryState() {
    assertThat(walk().claims())
        .extracting(Walk.Judged::passes)
        .containsExactly(List.of(true, true, false), List.of(false, true, true));
  }

  @Test
  void whatElseCouldHaveHappenedIsTheStepsThatWereNotMade() {
    assertThat(trace().steps().getLast().action()).hasToString("leap");
    assertThat(walk().others().getFirst()).isEmpty();
    assertThat(walk().others().get(1))
        .extracting(other -> other.action().rule(), Walk.Other::leads)
        .containsExactly(tuple("count", -1), tuple("begin anew", 0));
  }

  @Test
  void aModelThatDoesNotFitTheTraceIsNotAsked() {
    assertThat(Walk.of(new Counter(1), trace(), CLAIMS)).isEmpty();
  }

  @Test
  void theTimeLineSaysFromWhenToWhen() {
    var model = new Counter(0);
    var line = TimeLine.of(trace(), Lanes.of(trace(), Coverage.NONE, Channels.of(model)), walk());
    assertThat(line.claims().getFirst().spans())
        .containsExactly(
            new TimeLine.Span(0, 1, "good", "✓ holds", "✓ holds"),
            new TimeLine.Span(2, 2, "bad", "✕ violated", "✕ violated"));
    assertThat(line.objects().getFirst().spans())
        .containsExactly(
            new TimeLine.Span(0, 0, "nothing", "–", "0"),
            new TimeLine.Span(1, 1, "value", "1", "1"),
            new TimeLine.Span(2, 2, "value", "3", "3"));
  }

  @Test
  void stepsBackToTheTraceAreDrawnAboveItAndOthersBelow() {
    var around = Surroundings.of(trace(), walk());
    assertThat(around.states())
        .extracting(Surroundings.Node::violated)
        .containsExactly(false, false, true);
    assertThat(around.others()).extracting(Surroundings.Branch::label).containsExactly("count");
    assertThat(around.returns())
        .extracting(Surroundings.Arc::from, Surroundings.Arc::to)
        .containsExactly(tuple(1, 0), tuple(2, 0));
  }
}
