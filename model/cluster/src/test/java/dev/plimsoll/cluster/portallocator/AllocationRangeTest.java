package dev.plimsoll.cluster.portallocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllocationRangeTest {

  @Test
  void theBandIsGivenOutWhenThereIsNothingElse() {
    var range = new AllocationRange(4, 2);

    assertThat(range.candidates(Set.of()::contains)).containsExactly(2, 3);
    assertThat(range.candidates(Set.of(2)::contains)).containsExactly(3);
    assertThat(range.candidates(Set.of(0, 2, 3)::contains)).containsExactly(1);
    assertThat(range.candidates(Set.of(0, 1, 2, 3)::contains)).isEmpty();
    assertThat(range.free(Set.of(2)::contains)).containsExactly(0, 1, 3);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 5", "4, -1"})
  void whatIsNoRangeIsRefused(int size, int band) {
    assertThatThrownBy(() -> new AllocationRange(size, band))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a range of at least 1 and a band within it");
  }
}
