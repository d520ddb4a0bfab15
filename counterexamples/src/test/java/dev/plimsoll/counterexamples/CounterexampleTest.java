package dev.plimsoll.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CounterexampleTest {

  @Test
  void aStepTellsOnlyWhatItChangedAndTheLastOneWhatItViolates() {
    assertThat(Counterexamples.tooManyPods().lines())
        .containsExactly(
            "  0  initially  replicas  0",
            "                created   0",
            "                pods      {}",
            "  1  scale(1)   replicas  0 -> 1",
            "  2  create     created   0 -> 1",
            "                pods      + (number: 1)",
            "  3  create     created   1 -> 2",
            "                pods      + (number: 2)"
                + "   <- violates \"never more pods than replicas\"");
  }

  @Test
  void aDeadlockIsToldAsSuch() {
    assertThat(Counterexamples.deadlock().kind()).isEqualTo(Counterexample.Kind.DEADLOCK);
    assertThat(Counterexamples.deadlock().lines().getLast()).endsWith("no rule can fire");
  }

  @Test
  void theVersionIsTheOneOfTheBuild() {
    assertThat(Version.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }
}
