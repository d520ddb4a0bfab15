package dev.plimsoll.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cluster.controller.ReplicaCalculator.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaCalculatorTest {

  private static final ReplicaCalculator HALF = new ReplicaCalculator(50, 10, true);

  @ParameterizedTest
  @CsvSource({
    // current, usage, ready, missing, unready, recommended
    "3, 150, 3, 0, 0, 3",
    "3, 165, 3, 0, 0, 3",
    "3, 168, 3, 0, 0, 4",
    "3, 90, 3, 0, 0, 2",
    "1, 0, 1, 0, 0, 0",
    "2, 200, 1, 0, 1, 4",
    "4, 120, 3, 1, 0, 4",
    "4, 300, 3, 1, 0, 6",
    "2, 90, 1, 1, 0, 2",
    "4, 180, 2, 0, 2, 4",
  })
  void changesAreMadeOnlyIfPodsThatAreNotKnownDoNotSpeakAgainstThem(
      int current, int usage, int ready, int missing, int unready, int recommended) {
    assertThat(HALF.replicas(current, new Metrics(usage, ready, missing, unready)))
        .contains(recommended);
  }

  @Test
  void nothingIsRecommendedWhereNothingIsMeasured() {
    assertThat(HALF.replicas(2, new Metrics(0, 0, 1, 1))).isEmpty();
  }
}
