package dev.plimsoll.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.workload.IntOrPercent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of `ResolveFenceposts`, and of the comment in `reconcileOldReplicaSets`.
class RollingUpdateTest {

  @ParameterizedTest
  @CsvSource({
    "2, 0, 1, 0, 1",
    "1, 0, 1, 0, 1",
    "2, 1, 25, 1, 0",
    "1, 1, 25, 1, 0",
    "2, 1, 0, 1, 0",
    "10, 25, 25, 3, 2",
    "0, 25, 25, 0, 0",
  })
  void sharesAreRoundedUpForTheSurgeAndDownForTheRest(
      int replicas, int maxSurge, int maxUnavailable, int surge, int unavailable) {
    var rolling =
        new RollingUpdate(IntOrPercent.percent(maxSurge), IntOrPercent.percent(maxUnavailable));

    assertThat(rolling.surge(replicas)).isEqualTo(surge);
    assertThat(rolling.unavailable(replicas)).isEqualTo(unavailable);
  }

  @Test
  void oldPodsGoAsFarAsEnoughAreAvailableWithoutNewOnesThatAreNot() {
    var rolling = new RollingUpdate(IntOrPercent.of(3), IntOrPercent.of(2));

    assertThat(rolling.maxScaledDown(10, 13, 5)).isZero();
    assertThat(rolling.maxScaledDown(10, 13, 1)).isEqualTo(4);
    assertThat(rolling.scaledUp(10, 8, 9)).isEqualTo(10);
    assertThat(rolling.scaledUp(10, 0, 13)).isZero();
  }
}
