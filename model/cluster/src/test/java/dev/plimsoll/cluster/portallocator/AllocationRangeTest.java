package dev.plimsoll.cluster.portallocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables of KEP-3668 and KEP-3070.
final class AllocationRangeTest {

  @ParameterizedTest
  @CsvSource({"8, 0", "16, 0", "17, 16", "100, 16", "512, 16", "1000, 31", "2768, 86", "9999, 128"})
  void aBandOfPortsIsLeftToThoseWhoChoose(int size, int band) {
    assertThat(AllocationRange.ofPorts(size).staticBand()).isEqualTo(band);
  }

  @ParameterizedTest
  @CsvSource({"16, 0", "32, 16", "256, 16", "512, 32", "4096, 256", "65536, 256"})
  void aBandOfAddressesIsLeftToThoseWhoChoose(int size, int band) {
    assertThat(AllocationRange.ofAddresses(size).staticBand()).isEqualTo(band);
  }

  @Test
  void nodePortsAreFrom30000AndChosenOnesUpTo30085() {
    assertThat(AllocationRange.NODE_PORTS.contains(32_767 - 30_000)).isTrue();
    assertThat(AllocationRange.NODE_PORTS.contains(32_768 - 30_000)).isFalse();
    assertThat(AllocationRange.NODE_PORTS.contains(-1)).isFalse();
    assertThat(AllocationRange.NODE_PORTS.staticBand()).isEqualTo(30_086 - 30_000);
  }

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
