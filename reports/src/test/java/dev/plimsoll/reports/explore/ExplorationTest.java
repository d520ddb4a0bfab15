package dev.plimsoll.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            .search(exploration.at(List.of()))
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
            .search(exploration.at(List.of()))
            .find(position -> wanted.holds(position.values()));
    assertThat(answer.path()).isEmpty();
    assertThat(answer.isWhole()).isTrue();
  }

  @Test
  void claimsAreJudgedFromAPlaceOn() {
    var verdicts = new ArrayList<Wander.Verdict>();
    var answer = exploration.search(exploration.at(List.of(0, 0, 0, 0))).judge(verdicts);
    assertThat(verdicts)
        .extracting(verdict -> verdict.claim().name() + " " + verdict.path().isPresent())
        .containsExactly("never three true", "the second has one true");
    assertThat(answer.states()).isPositive();
  }
}
