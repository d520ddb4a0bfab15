package dev.plimsoll.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ExplorationTest {

  /// A sender and a receiver, with room for one message on the way.
  static final class Post extends Model {
    Post() {
      var sent = cell("sent", 0);
      var received = cells("received", 2, 0);
      var way = queue("way", Integer.class, 1);
      rule(
          "sender: send",
          tx -> {
            tx.require(tx.get(sent) < 3);
            tx.update(sent, n -> n + 1).send(way, tx.get(sent));
          });
      rule("receiver: take", received, (tx, mine) -> tx.set(mine, tx.receive(way)));
      rule("receiver: look", way, (tx, letter) -> tx.require(letter > 5));
      always("never three", s -> s.get(received.get(0)) < 3);
      sometimes("the second has one", s -> s.get(received.get(1)) > 0);
    }
  }

  static Exploration post() {
    return new Exploration(
        new ModelDefinition("post", "letters", "none", List.of(), parameters -> new Post())
            .configure(Map.of()));
  }

  /// A lamp that is switched on and off until it breaks.
  private static final class Lamp extends Model {
    Lamp() {
      var lit = cell("lit", false);
      var broken = cell("broken", false);
      rule("switch", tx -> tx.require(broken, false).update(lit, is -> !is));
      rule("break", tx -> tx.require(broken, false).set(broken, true).set(lit, false));
      weaklyFair("switch");
      eventuallyAlways("in the end it is dark", s -> !s.get(lit));
    }
  }

  /// Somebody counts for ever.
  private static final class Counting extends Model {
    Counting() {
      var count = cell("count", 0);
      rule("count", tx -> tx.update(count, n -> n + 1));
      never("there is an end", s -> s.get(count) < 0);
      eventually("there is an end at last", s -> s.get(count) < 0);
    }
  }

  private static Exploration exploration(String name, Supplier<Model> model) {
    return new Exploration(
        new ModelDefinition(name, "for tests", "none", List.of(), parameters -> model.get())
            .configure(Map.of()));
  }

  static Exploration counting() {
    return exploration("counting", Counting::new);
  }

  private final Exploration exploration = post();

  @Test
  void aPathLeadsThroughTheStepsThatItNumbers() {
    var place = exploration.at(List.of(0, 0, 1));
    assertThat(place.trace().steps().stream().skip(1).map(Trace.Step::action))
        .extracting(String::valueOf)
        .containsExactly("sender: send", "receiver: take(received[1])");
    assertThat(place.position().values()).extractingByKey("received").hasToString("[0, 1]");
    assertThat(exploration.along(place.trace())).isEqualTo(place.path());
  }

  @Test
  void aTraceIsFollowedAsFarAsTheModelAllowsIt() {
    var steps = new ArrayList<>(exploration.at(List.of(0, 0, 1)).trace().steps());
    steps.add(
        new Trace.Step(new Trace.Action("fly", List.of(), List.of()), steps.getLast().state()));
    assertThat(exploration.along(new Trace(steps))).containsExactly(0, 0, 1);
    assertThat(exploration.along(new Trace(steps.subList(1, 2)))).isEmpty();
  }

  @Test
  void aPathThatLeadsNowhereIsRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> exploration.at(List.of(0, 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no step 7: they are numbered from 0, and there are 1");
    assertThatThrownBy(() -> exploration.at(List.of(1))).hasMessageContaining("initial state 1");
  }

  @Test
  void whatCannotHappenIsToldWithTheReasonAndTheLine() {
    assertThat(exploration.disabled(exploration.at(List.of())))
        .extracting(each -> each.action() + ": " + each.reason())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .matches(
                        "receiver: take\\(received\\[0]\\): nothing has come in “way”"
                            + " \\(ExplorationTest.java:\\d+\\); it last read way: \\[]"),
            second -> assertThat(second).startsWith("receiver: take(received[1])"),
            third -> assertThat(third).isEqualTo("receiver: look: “way” is empty"));
    assertThat(exploration.disabled(exploration.at(List.of(0, 0))))
        .extracting(Exploration.Disabled::reason)
        .satisfiesExactly(
            full -> assertThat(full).startsWith("there is no room in “way”"),
            look -> assertThat(look).startsWith("what it requires is not so (ExplorationTest"));
  }

  @Test
  void theNearestViolationIsFound() {
    var answer =
        exploration
            .search(exploration.at(List.of()), new UnderWay(Bounds.DEFAULT))
            .find(position -> !exploration.violated(position).isEmpty());
    var there = exploration.at(answer.path().orElseThrow());
    assertThat(exploration.violated(there.position())).containsExactly("never three");
    assertThat(there.trace().length()).isEqualTo(7);
  }

  @Test
  void whatIsSoughtInVainIsSaidToBeNowhere() {
    var wanted = Wanted.parse("sent = 9");
    var answer =
        exploration
            .search(exploration.at(List.of()), new UnderWay(Bounds.DEFAULT))
            .find(position -> wanted.holds(position.values()));
    assertThat(answer.path()).isEmpty();
    assertThat(answer.bound()).isEmpty();
  }

  @Test
  void claimsAreJudgedFromAPlaceOn() {
    var verdicts = new ArrayList<Wander.Verdict>();
    var answer =
        exploration
            .search(exploration.at(List.of(0, 0, 0, 0)), new UnderWay(Bounds.DEFAULT))
            .judge(verdicts);
    assertThat(verdicts)
        .extracting(verdict -> verdict.claim().name() + " " + verdict.path().isPresent())
        .containsExactly("never three true", "the second has one true");
    assertThat(answer.states()).isPositive();
  }

  private static Wander.Verdict judged(Exploration exploration, List<Integer> path) {
    var verdicts = new ArrayList<Wander.Verdict>();
    var underWay = new UnderWay(new Bounds(1_000, Duration.ofMinutes(1)));
    exploration.search(exploration.at(path), underWay).judge(verdicts);
    return verdicts.getLast();
  }

  @Test
  void livenessClaimsAreDecidedFromAPlaceOn() {
    var lamp = exploration("lamp", Lamp::new);

    var violated = judged(lamp, List.of(0));
    var there = lamp.at(violated.path().orElseThrow());
    assertThat(violated.repeated()).isEqualTo(2);
    assertThat(there.trace().steps().getLast().state()).hasToString("{lit=false, broken=false}");
    var broken = judged(lamp, List.of(0, 1));
    assertThat(broken.path()).isEmpty();
    assertThat(broken.undecided()).isEmpty();
  }

  @Test
  void aSearchEndsAtItsBoundAndSaysWhich() {
    var counting = counting();

    assertThat(judged(counting, List.of(0)).undecided())
        .contains("the limit of 1,000 states was reached, after 1,000 states");
    for (var bounds :
        List.of(
            new Bounds(1_000, Duration.ofMinutes(1)),
            new Bounds(Integer.MAX_VALUE, Duration.ofMillis(20)))) {
      var answer =
          counting.search(counting.at(List.of()), new UnderWay(bounds)).find(position -> false);
      assertThat(answer.bound())
          .contains(
              bounds.states() == 1_000
                  ? "the limit of 1,000 states was reached"
                  : "the time limit of 0.02 s was reached");
    }
  }

  @Test
  void aSearchThatIsCancelledSaysSo() {
    var counting = counting();
    var underWay = new UnderWay(Bounds.DEFAULT);
    underWay.cancel();

    var answer = counting.search(counting.at(List.of()), underWay).find(position -> false);

    assertThat(answer.bound()).contains("it was cancelled");
    assertThat(underWay.states()).isEqualTo(1);
  }
}
