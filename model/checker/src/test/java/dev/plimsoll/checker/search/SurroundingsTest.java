package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Surroundings.Reached;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SurroundingsTest {

  private static final int ENOUGH = 1_000_000;

  private static Fault.Violated violated(Model model, String claim) {
    return new Fault.Violated(claim(model, claim));
  }

  private static Claim claim(Model model, String name) {
    return model.claims().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// The first state in which something is wrong.
  private static @Nullable Reached nearest(
      Explorer explorer, Fault fault, int most, Predicate<Trace.Action> isWanted) {
    var wrong = new ArrayList<Reached>();
    new Surroundings(explorer, fault)
        .search(
            explorer.initial().getFirst(),
            most,
            isWanted,
            (state, isWrong) -> {
              if (isWrong) {
                wrong.add(state);
              }
              return !isWrong;
            });
    return wrong.isEmpty() ? null : wrong.getFirst();
  }

  @Test
  void whatIsWrongIsAsNearAsTheSearchSaysAndTheWayThereIsReal() {
    var model = new Rings();
    var explorer = new Explorer(model);
    var claim = Search.check(model, SearchOptions.defaults()).claim("all at four");

    var nearest = nearest(explorer, violated(model, "all at four"), ENOUGH, action -> true);

    var way = Objects.requireNonNull(nearest).way();
    assertThat(way).hasSize(Objects.requireNonNull(claim.trace()).length());
    for (var i = 1; i < way.size(); i++) {
      assertThat(explorer.between(way.get(i - 1), way.get(i))).isPresent();
    }
    assertThat(explorer.violates(claim(model, "all at four"), way.getLast())).isTrue();
  }

  @Test
  void noMoreStatesAreSeenThanAskedForAndNoneTwice() {
    var explorer = new Explorer(new Rings());
    var seen = new ArrayList<>(List.of(explorer.initial().getFirst()));
    new Surroundings(explorer, violated(new Rings(), "all at four"))
        .search(
            seen.getFirst(), 500, action -> true, (state, isWrong) -> seen.add(state.position()));

    assertThat(seen).hasSize(500).doesNotHaveDuplicates();
  }

  /// Two ways up to a landing from which nothing leads on.
  private static final class Stairs extends Model {
    Stairs() {
      var height = cell("height", 0);
      rule("one", List.of(1), (tx, n) -> tx.require(tx.get(height) < 4).update(height, h -> h + n));
      rule("two", List.of(2), (tx, n) -> tx.require(tx.get(height) < 3).update(height, h -> h + n));
      rule("jump", tx -> tx.require(tx.get(height) == 3 && 1 / (3 - tx.get(height)) > 0));
      always("can be divided", s -> 6 / (3 - s.get(height)) > -10);
      deadlockFree("goes on");
    }
  }

  @Test
  void onlyWantedInstancesOfRulesMakeSteps() {
    var model = new Stairs();
    var fault = violated(model, "goes on");

    var any = nearest(new Explorer(model), fault, ENOUGH, action -> true);
    var ones = nearest(new Explorer(model), fault, ENOUGH, action -> action.rule().equals("one"));
    var none = nearest(new Explorer(model), fault, ENOUGH, action -> false);

    assertThat(Objects.requireNonNull(any).steps()).isEqualTo(2);
    assertThat(Objects.requireNonNull(ones).steps()).isEqualTo(4);
    assertThat(none).isNull();
  }

  @Test
  void exceptionsAreFoundWhereTheyAreThrown() {
    var model = new Stairs();

    var rule = nearest(new Explorer(model), new Fault.RuleThrows(2), ENOUGH, action -> true);
    var divided = new Fault.ClaimThrows(claim(model, "can be divided"));
    var claim = nearest(new Explorer(model), divided, ENOUGH, action -> true);

    assertThat(Objects.requireNonNull(rule).position()).hasToString("{height=3}");
    assertThat(Objects.requireNonNull(claim).position()).hasToString("{height=3}");
    assertThat(rule.steps()).isEqualTo(2).isEqualTo(claim.steps());
  }

  /// Somebody must climb, may jump, and may stir on the top, which changes nothing.
  private static final class Ladder extends Model {
    Ladder() {
      var height = cell("height", 0);
      rule("climb", tx -> tx.require(tx.get(height) < 3).update(height, h -> h + 1));
      rule("jump", tx -> tx.require(tx.get(height) > 0).set(height, 0));
      rule("stir", tx -> tx.require(tx.get(height) == 3).set(height, 3));
      weaklyFair("climb", "stir");
    }
  }

  @Test
  void aStateIsAtRestWhereNothingHasToChangeIt() {
    var model = new Ladder();
    var explorer = new Explorer(model);
    var fault = new Fault.AtRest(model.fairness());

    var nearest = Objects.requireNonNull(nearest(explorer, fault, ENOUGH, action -> true));

    assertThat(nearest.steps()).isEqualTo(3);
    assertThat(fault.isIn(nearest.position(), explorer)).isTrue();
    var surroundings = new Surroundings(explorer, fault);
    assertThat(nearest.way())
        .extracting(surroundings::isAtRest)
        .containsExactly(false, false, false, true);
  }
}
