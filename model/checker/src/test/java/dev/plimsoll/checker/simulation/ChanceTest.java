package dev.plimsoll.checker.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.checker.Model;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChanceTest {

  private static final long RUNS = 20_000;

  /// Some four standard deviations of a fifth of the runs.
  private static final Offset<Long> ABOUT = within(225L);

  /// From the start a step leads to each place; from there one that is named after it.
  private static final class Crossroads extends Model {
    Crossroads() {
      var place = cell("place", "start");
      rule(
          "by argument",
          List.of("a", "b", "c"),
          (tx, where) -> tx.require(place, "start").set(place, where));
      rule("by itself", tx -> tx.require(place, "start").set(place, "d"));
      rule(
          "by choice",
          tx -> tx.require(place, "start").set(place, tx.choose(List.of("e", "f", "g"))));
      for (var where : List.of("a", "b", "c", "d", "e", "f", "g")) {
        rule(where, tx -> tx.require(place, where).set(place, "end"));
      }
    }
  }

  @Test
  void anyInstanceOfARuleIsAsLikelyAsAnyOtherAndSoIsAnyOfItsAlternatives() {
    var fired = fired(Map.of());

    for (var place : List.of("a", "b", "c", "d")) {
      assertThat(fired.get(place)).as(place).isCloseTo(RUNS / 5, ABOUT);
    }
    for (var place : List.of("e", "f", "g")) {
      assertThat(fired.get(place)).as(place).isCloseTo(RUNS / 15, ABOUT);
    }
  }

  @Test
  void aRuleThatWeighsMoreIsAsManyTimesAsLikely() {
    var fired = fired(Map.of("by itself", 4, "by choice", 0, "by argument", 2));

    assertThat(fired.get("d")).isCloseTo(RUNS * 4 / 10, ABOUT);
    for (var place : List.of("a", "b", "c")) {
      assertThat(fired.get(place)).as(place).isCloseTo(RUNS * 2 / 10, ABOUT);
    }
    assertThat(fired.get("by choice")).isZero();
  }

  private static Map<String, Long> fired(Map<String, Integer> weights) {
    var options =
        SimulationOptions.defaults().withRuns(RUNS).withLength(2).withWeights(weights).withSeed(3);
    var fired = new HashMap<String, Long>();
    for (var rule : Simulation.run(new Crossroads(), options).found().rules()) {
      fired.put(rule.name(), rule.fired());
    }
    return fired;
  }

  @Test
  void numbersAreSpreadOverTheirRange() {
    var chance = new Chance(1, 1);
    var met = new int[7];
    for (var i = 0; i < 70_000; i++) {
      met[chance.below(7)]++;
    }

    assertThat(Arrays.stream(met)).allMatch(times -> Math.abs(times - 10_000) < 400);
  }
}
