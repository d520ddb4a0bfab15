package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

final class SizesTest {

  @ParameterizedTest
  @CsvSource({"1k,1024,1.0 KB", "500m,524288000,500 MB", "8G,8589934592,8.0 GB"})
  void anAmountOfMemoryIsReadAndWritten(String text, long bytes, String again) {
    assertThat(new Sizes().convert(text)).isEqualTo(bytes);
    assertThat(Sizes.text(bytes)).isEqualTo(again);
  }

  @Test
  void somethingElseIsRefusedWithAnExample() {
    assertThatThrownBy(() -> new Sizes().convert("8 gigs"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("such as 500m or 8g");
  }
}
