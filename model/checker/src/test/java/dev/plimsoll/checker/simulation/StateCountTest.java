package dev.plimsoll.checker.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StateCountTest {

  private static StateCount counted(int most, int different) {
    var count = new StateCount(most);
    for (var round = 0; round < 3; round++) {
      for (var i = 0; i < different; i++) {
        count.add(new Chance(9, i).next());
      }
    }
    return count;
  }

  @Test
  void statesAreCountedOneByOneUpToABound() {
    assertThat(counted(10_000, 10_000).count()).isEqualTo(10_000);
    assertThat(counted(10_000, 10_000).isExact()).isTrue();
    assertThat(counted(10_000, 0).count()).isZero();
  }

  @Test
  void beyondItTheirNumberIsEstimated() {
    var count = counted(10_000, 500_000);

    assertThat(count.isExact()).isFalse();
    assertThat(count.count()).isCloseTo(500_000L, within(10_000L));
  }
}
