package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.LevelTrend;
import dev.plimsoll.checker.search.SearchOptions.Ending;
import dev.plimsoll.checker.search.SearchOptions.Searching;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

  private static String line(LevelTrend trend) {
    return ProgressLine.of(
        new Searching(Duration.ofSeconds(2), 9, 101_977, 41_204, 3_115, 210L << 20, 0, trend));
  }

  private static List<Long> levels(long... sizes) {
    return LongStream.of(sizes).boxed().toList();
  }

  @Test
  void levelsThatGrowAreToldWithoutAnEstimate() {
    assertThat(line(new LevelTrend(levels(100, 1_000, 1_500), 20)))
        .isEqualTo(
            "00:02  depth 9   101,977 generated   41,204 distinct (20k/s)   frontier 3,115"
                + "   210 MB   levels grow x 1.50");
  }

  @Test
  void levelsThatHaveShrunkForAWhileAreToldWithAnEstimateThatSaysSo() {
    assertThat(line(new LevelTrend(levels(80_000, 40_000, 20_000, 10_000), 1_200)))
        .endsWith("   levels shrink x 0.50 (estimate: some 9,000 more states if they go on so)");
  }

  @Test
  void whereBehavioursEndIsToldByHowManyStatesWereLookedAt() {
    assertThat(ProgressLine.of(new Ending(Duration.ofSeconds(65), 2_500, 10_000)))
        .isEqualTo("01:05  how behaviours end: 25 % of all states looked at");
  }

  @Test
  void beforeTheSecondLevelNothingIsSaidOfThem() {
    assertThat(line(new LevelTrend(levels(1), 0))).endsWith("   210 MB");
  }
}
