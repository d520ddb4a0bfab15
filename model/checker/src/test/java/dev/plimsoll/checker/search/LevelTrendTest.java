package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// On the levels that searches of the models had.
class LevelTrendTest {

  /// Two-phase commit with 8 managers.
  private static final List<Long> COMMIT =
      sizes(
          1, 17, 136, 688, 2500, 7056, 16408, 32972, 59254, 96816, 143840, 192656, 230412, 244342,
          228712, 188304, 135833, 85377, 46392, 21560, 8456, 2758, 736, 156, 24, 2);

  /// Bounded Raft with 8 messages.
  private static final List<Long> RAFT =
      sizes(
          1, 3, 12, 40, 120, 330, 870, 2211, 5364, 12397, 27546, 58953, 121044, 231978, 352242,
          359685, 551655, 542097, 330624, 201525, 73830, 11688, 2130, 114);

  /// etcd's Raft with two faults.
  private static final List<Long> ETCD =
      sizes(
          1, 3, 16, 66, 174, 474, 1164, 2288, 4270, 7584, 12676, 18978, 25936, 33500, 42466, 52672,
          63750, 75488, 87240, 99710, 113502, 128668, 137312, 139174, 132456, 117450, 94016, 69350,
          47132, 29120, 15582, 7558, 3816, 1978, 900, 306, 98, 36, 20, 8, 2);

  /// A ReplicaSet of 4 or 5 pods, of which 2 fail.
  private static final List<Long> REPLICAS =
      sizes(
          1, 6, 36, 193, 366, 649, 1224, 2297, 3613, 5612, 8182, 12710, 18105, 24843, 31784, 31301,
          30355, 39979, 48178, 51593, 47705, 49393, 47863, 42166, 36926, 34319, 30064, 25254, 21508,
          17962, 15732, 13963, 12737, 11109, 9501, 8972, 8178, 7140, 5442, 5092, 4428, 3817, 2691,
          2194, 1751, 1282, 849, 609, 395, 280, 149, 83, 37, 24, 11, 5, 1);

  /// Bounded Raft with a restart.
  private static final List<Long> RESTART =
      sizes(
          1, 4, 18, 67, 220, 657, 1827, 4839, 11658, 22306, 28693, 21519, 11292, 8268, 2727, 168,
          36, 6);

  private static List<Long> sizes(long... sizes) {
    return LongStream.of(sizes).boxed().toList();
  }

  private static LevelTrend after(List<Long> levels, int seen) {
    return new LevelTrend(levels.subList(0, seen), 0);
  }

  /// How many times too many states are foretold, whenever some are and there are a thousand left.
  private static List<Double> errors(List<Long> levels) {
    return IntStream.range(1, levels.size())
        .filter(seen -> rest(levels, seen) >= 1000 && after(levels, seen).rest().isPresent())
        .mapToObj(seen -> (double) after(levels, seen).rest().getAsLong() / rest(levels, seen))
        .toList();
  }

  private static long rest(List<Long> levels, int seen) {
    return levels.subList(seen, levels.size()).stream().mapToLong(size -> size).sum();
  }

  @Test
  void nothingIsForetoldBeforeThreeLevelsHaveShrunk() {
    assertThat(after(COMMIT, 14).rest()).isEmpty();
    assertThat(after(COMMIT, 16).rest()).isEmpty();
    assertThat(after(COMMIT, 17).rest()).isPresent();
    assertThat(after(REPLICAS, 23).rest()).isEmpty();
    assertThat(after(COMMIT, 3).rest()).isEmpty();
  }

  @Test
  void levelsLikeABellAreForetoldToATenth() {
    assertThat(errors(COMMIT)).hasSize(5).allMatch(error -> error > 0.95 && error < 1.1);
  }

  @Test
  void otherLevelsAreForetoldToAFactorOfThreeMostly() {
    assertThat(errors(ETCD)).hasSize(8).allMatch(error -> error > 0.65 && error < 1.5);
    assertThat(errors(RAFT)).hasSize(3).allMatch(error -> error > 0.45 && error < 2.2);
    assertThat(errors(REPLICAS)).hasSize(23).allMatch(error -> error > 0.35 && error < 2.2);
    assertThat(errors(RESTART))
        .singleElement()
        .satisfies(worst -> assertThat(worst).isGreaterThan(4));
  }

  @Test
  void whatIsFoundOfTheNextLevelIsNoLongerToBeFound() {
    var all = after(COMMIT, 18).rest().getAsLong();

    assertThat(new LevelTrend(COMMIT.subList(0, 18), 40_000).rest()).hasValue(all - 40_000);
    assertThat(new LevelTrend(COMMIT.subList(0, 18), 10 * all).rest()).hasValue(0);
  }

  @Test
  void levelsThatShrinkEvenlyAreASeries() {
    assertThat(new LevelTrend(sizes(8000, 4000, 2000, 1000), 0).rest()).hasValue(999);
  }

  @Test
  void levelsThatHardlyShrinkForetellNothing() {
    assertThat(new LevelTrend(sizes(1_000_003, 1_000_002, 1_000_001, 1_000_000), 0).rest())
        .isEmpty();
  }

  @Test
  void theGrowthIsThatOfTheLastLevel() {
    assertThat(new LevelTrend(sizes(1), 3).growth()).isEmpty();
    assertThat(new LevelTrend(sizes(1, 10, 15), 3).growth()).hasValue(1.5);
  }
}
