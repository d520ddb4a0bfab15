package dev.plimsoll.counterexamples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.Counterexamples;
import dev.plimsoll.counterexamples.Overshoot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class ReplayTest {

  private static final Counterexample RECORDED = Counterexamples.tooManyPods();

  @Test
  void whatTheSearchFoundStillViolates() {
    for (var one : List.of(RECORDED, Counterexamples.deadlock())) {
      var outcome = replay(one, Map.of());
      assertThat(outcome).isEqualTo(new Outcome.StillViolates());
      assertThat(ReplayText.of(one, outcome).getFirst()).startsWith("STILL VIOLATES");
    }
  }

  @Test
  void aMendedModelDoesNotAllowTheFatalStep() {
    var outcome = replay(RECORDED, Map.of("careful", "true"));

    assertThat(outcome).isEqualTo(new Outcome.NotAllowed(3, action("create"), List.of()));
    assertThat(ReplayText.of(RECORDED, outcome))
        .containsExactly(
            "does not fit the model at step 3: create is not possible there",
            "no step is possible there");
  }

  @Test
  void aStepThatIsNotPossibleIsToldWithTheNearest() {
    var trace = with(1, new Trace.Step(action("scale", new Value.Int(7)), state(1)));

    assertThat(replay(trace, Map.of()))
        .isEqualTo(
            new Outcome.NotAllowed(
                1,
                action("scale", new Value.Int(7)),
                List.of(action("scale", new Value.Int(1)), action("scale", new Value.Int(2)))));
  }

  @Test
  void aStepToAnotherStateIsToldWithTheDifference() {
    var changed = new LinkedHashMap<>(state(2));
    changed.put("created", new Value.Int(5));

    var outcome = replay(with(2, new Trace.Step(action("create"), changed)), Map.of());

    assertThat(ReplayText.of(RECORDED, outcome).getLast()).isEqualTo("  created  5 -> 1");
  }

  @Test
  void anotherInitialStateIsTold() {
    var changed = new LinkedHashMap<>(state(0));
    changed.remove("created");

    var outcome = replay(with(0, new Trace.Step(null, changed)), Map.of());

    assertThat(ReplayText.of(RECORDED, outcome).getLast()).isEqualTo("  created  + 0");
  }

  @Test
  void aClaimThatHoldsInTheLastStateIsNoLongerViolated() {
    var shorter = new Trace(RECORDED.trace().steps().subList(0, 3));

    assertThat(replay(of(shorter, RECORDED.claim()), Map.of()))
        .isEqualTo(new Outcome.NoLongerViolates());
  }

  @Test
  void aClaimThatTheModelDoesNotMakeIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> replay(of(RECORDED.trace(), "never more pods than replica"), Map.of()))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("never more pods than replicas");
  }

  private static Outcome replay(Counterexample counterexample, Map<String, String> parameters) {
    return Replay.run(counterexample, Overshoot.DEFINITION.configure(parameters).model());
  }

  private static SequencedMap<String, Value> state(int index) {
    return new LinkedHashMap<>(RECORDED.trace().steps().get(index).state());
  }

  private static Trace.Action action(String rule, Value... arguments) {
    return new Trace.Action(rule, List.of(arguments), List.of());
  }

  private static Counterexample with(int index, Trace.Step step) {
    var steps = new ArrayList<>(RECORDED.trace().steps());
    steps.set(index, step);
    return of(new Trace(steps), RECORDED.claim());
  }

  private static Counterexample of(Trace trace, String claim) {
    return new Counterexample(
        RECORDED.model(), RECORDED.parameters(), claim, RECORDED.kind(), trace, RECORDED.version());
  }
}
