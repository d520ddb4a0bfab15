package dev.plimsoll.counterexamples.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Fault;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.simulation.Simulation;
import dev.plimsoll.checker.simulation.SimulationOptions;
import dev.plimsoll.checker.simulation.SimulationResult;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.counterexamples.replay.Replay;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShrinkerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicaset | expectations | false | never more pods than were ever asked for | 6",
        "replicaset | bug | deletion-not-queued | rests only with as many pods as asked for | 10",
        "bounded-raft | bug | double-vote | election safety | 10",
      })
  void whatARandomWalkFoundIsShrunkToAlmostTheShortestThereIs(
      String name, String parameter, String value, String claimName, int shortest) {
    var model = Catalog.load().find(name).configure(Map.of(parameter, value)).model();
    var claim = Replay.claim(model, claimName);
    for (var seed = 1; seed <= 2; seed++) {
      var found = trace(simulate(model, seed), claimName);

      var shrunk = shrink(model, new Fault.Violated(claim), found);

      assertThat(shrunk.original()).isEqualTo(found);
      assertThat(shrunk.isMinimal()).isTrue();
      assertThat(steps(shrunk.trace())).isBetween(shortest, shortest + 2);
      assertThat(violates(model, claim, actions(shrunk.trace()))).isTrue();
      assertThat(withoutOneStep(shrunk.trace()))
          .noneMatch(actions -> violates(model, claim, actions));
    }
  }

  /// Somebody wanders about in the wind, and lights a fuse on the far side.
  private static final class Fuse extends Model {
    Fuse() {
      var place = cell("place", 0);
      var wind = cells("wind", 2, 0);
      var burnt = cell("burnt", 0);
      rule("blow", wind, (tx, w) -> tx.set(w, tx.choose(List.of(0, 1, 2, 3, 4))));
      rule("walk", tx -> tx.update(place, n -> (n + 1) % 40));
      rule("step back", tx -> tx.update(place, n -> (n + 39) % 40));
      rule("light", tx -> tx.require(place, 20).require(burnt, 0).set(burnt, 1));
      rule("burn", tx -> tx.require(tx.get(burnt) > 0).update(burnt, n -> n + 1));
      never("explodes", s -> s.get(burnt) == 4);
    }
  }

  @Test
  void aThousandStepsAreShrunkToThoseThatMatter() {
    var model = new Fuse();
    var found = trace(simulate(model, 4), "explodes");
    assertThat(steps(found)).isGreaterThan(900);

    var shrunk = shrink(model, new Fault.Violated(Replay.claim(model, "explodes")), found);

    assertThat(steps(shrunk.trace())).isEqualTo(20 + 1 + 3);
  }

  @Test
  void whatIsInterruptedGivesWhatItHasByThen() {
    var model = new Fuse();
    var fault = new Fault.Violated(Replay.claim(model, "explodes"));
    var interruption = new Interruption();
    interruption.request();

    var shrunk = Shrinker.shrink(model, fault, trace(simulate(model, 4), "explodes"), interruption);

    assertThat(shrunk.isMinimal()).isFalse();
    assertThat(steps(shrunk.trace())).isGreaterThan(24);
    assertThat(shrunk.trace().steps().getLast()).isEqualTo(shrunk.original().steps().getLast());
  }

  /// Two processes draw tickets; the order of their steps makes no difference.
  private static final class Tickets extends Model {
    Tickets() {
      var drawn = cells("drawn", 2, 0);
      var calls = cell("calls", 0);
      rule("draw", drawn, (tx, d) -> tx.update(d, n -> n + tx.choose(List.of(1, 2))));
      rule("call", tx -> tx.update(calls, n -> n + 1));
      never("both drew three", s -> drawn.all(s, 3) && s.get(calls) > 0);
    }
  }

  @Test
  void tracesThatDifferInTheOrderOfTheirStepsComeOutTheSame() {
    var model = new Tickets();
    var fault = new Fault.Violated(Replay.claim(model, "both drew three"));
    var shrunk =
        LongStream.rangeClosed(1, 5)
            .mapToObj(seed -> trace(simulate(model, seed), "both drew three"))
            .map(trace -> shrink(model, fault, trace).trace())
            .distinct()
            .toList();

    assertThat(shrunk).hasSize(1);
    assertThat(actions(shrunk.getFirst()))
        .extracting(Trace.Action::toString)
        .containsExactly(
            "draw(drawn[0]) choosing 1",
            "draw(drawn[0]) choosing 2",
            "draw(drawn[1]) choosing 1",
            "draw(drawn[1]) choosing 2",
            "call");
  }

  /// Somebody takes parts of some sizes, and may put two of them together.
  private static final class Parts extends Model {
    Parts() {
      var held = cell("held", List.<Integer>of());
      var joined = cell("joined", 0);
      rule(
          "take",
          List.of(3, 5, 8),
          (tx, size) -> {
            tx.require(tx.get(held).size() < 3);
            tx.update(held, all -> Stream.concat(all.stream(), Stream.of(size)).sorted().toList());
          });
      rule("join", tx -> tx.require(tx.get(held).size() > 1).set(joined, tx.choose(tx.get(held))));
      never("something is joined that is larger than three", s -> s.get(joined) > 3);
    }
  }

  @Test
  void argumentsAndChoicesAreMadeAsSmallAsTheyMayBe() {
    var model = new Parts();
    var claim = Replay.claim(model, "something is joined that is larger than three");
    var fault = new Fault.Violated(claim);
    for (var seed = 1; seed <= 5; seed++) {
      var shrunk = shrink(model, fault, trace(simulate(model, seed), claim.name()));

      assertThat(actions(shrunk.trace()))
          .extracting(Trace.Action::toString)
          .containsExactly("take(3)", "take(5)", "join choosing 5");
    }
  }

  /// Counts up to a division by zero.
  private static final class Dividing extends Model {
    Dividing(boolean inRule) {
      var count = cell("count", 0);
      var idle = cell("idle", false);
      rule("idle", tx -> tx.update(idle, is -> !is));
      rule("up", tx -> tx.update(count, n -> n + 1));
      rule("divide", tx -> tx.require(inRule && 12 / (3 - tx.get(count)) == 7));
      always("divides", s -> inRule || 12 / (3 - s.get(count)) != 7);
    }
  }

  @Test
  void aTraceToAnExceptionIsShrunkToo() {
    for (var inRule : List.of(true, false)) {
      var model = new Dividing(inRule);
      var failure = Objects.requireNonNull(simulate(model, 1).found().failure());
      assertThat(steps(failure.trace())).isGreaterThan(3);
      var fault =
          inRule ? new Fault.RuleThrows(2) : new Fault.ClaimThrows(Replay.claim(model, "divides"));

      var shrunk = shrink(model, fault, failure.trace());

      assertThat(actions(shrunk.trace()))
          .extracting(Trace.Action::toString)
          .containsExactly("up", "up", "up");
    }
  }

  @Test
  void whatIsNoCounterexampleIsRefused() {
    var model = new Tickets();
    var claim = Replay.claim(model, "both drew three");
    var trace = trace(simulate(model, 1), claim.name());
    var steps = trace.steps();

    assertThatThrownBy(
            () -> shrink(model, new Fault.Violated(claim), new Trace(steps.subList(0, 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The trace does not come to what is said to be wrong");
    var holes = Stream.concat(steps.stream().limit(2), steps.stream().skip(3)).toList();
    assertThatThrownBy(() -> shrink(model, new Fault.Violated(claim), new Trace(holes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The trace is no behaviour of the model: step 2, ");
    assertThatThrownBy(() -> shrink(model, new Fault.Violated(claim), new Trace(steps, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Only a trace that ends comes to something wrong");
  }

  private static SimulationResult simulate(Model model, long seed) {
    return Simulation.run(model, SimulationOptions.defaults().withLength(10_000).withSeed(seed));
  }

  private static Trace trace(SimulationResult result, String claim) {
    return Objects.requireNonNull(result.found().claim(claim).trace());
  }

  private static Shrunk shrink(Model model, Fault fault, Trace trace) {
    return Shrinker.shrink(model, fault, trace, new Interruption());
  }

  private static int steps(Trace trace) {
    return trace.length() - 1;
  }

  private static List<Trace.Action> actions(Trace trace) {
    return trace.steps().stream().map(Trace.Step::action).filter(Objects::nonNull).toList();
  }

  private static List<List<Trace.Action>> withoutOneStep(Trace trace) {
    var all = actions(trace);
    return IntStream.range(0, all.size())
        .mapToObj(
            dropped ->
                Stream.concat(all.stream().limit(dropped), all.stream().skip(dropped + 1)).toList())
        .toList();
  }

  /// Whether the steps can be made one after another, and the claim is violated then.
  private static boolean violates(Model model, Claim claim, List<Trace.Action> actions) {
    var explorer = new Explorer(model);
    var positions = explorer.initial();
    for (var action : actions) {
      positions =
          positions.stream()
              .flatMap(position -> explorer.successors(position).stream())
              .filter(step -> step.action().equals(action))
              .map(Explorer.Transition::target)
              .toList();
    }
    return positions.stream().anyMatch(position -> explorer.violates(claim, position));
  }
}
