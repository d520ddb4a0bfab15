package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationsTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S,500ms", "0s,PT0S,0s", "90s,PT1M30S,90s", "60m,PT1H,1h", "5m,PT5M,5m"})
  void aDurationIsReadAndWritten(String text, Duration duration, String again) {
    assertThat(new Durations().convert(text)).isEqualTo(duration);
    assertThat(Durations.text(duration)).isEqualTo(again);
  }
}
