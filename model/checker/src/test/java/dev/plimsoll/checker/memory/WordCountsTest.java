package dev.plimsoll.checker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WordCountsTest {

  private static final int WORDS = 10_000;

  /// Every word is counted as often as it is large, by some threads at a time.
  @Test
  void manyThreadsCountAndEndAtTheMostThatThereIs() {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var set = new WordSet(memory);
      var words = LongStream.range(0, WORDS).toArray();
      while (!set.hasRoom(WORDS)) {
        set.grow(1);
      }
      set.new Adder(WORDS).add(words, WORDS, 1, new int[WORDS + 1]);
      var counts = new WordCounts(memory, set);

      IntStream.range(0, 300)
          .parallel()
          .forEach(
              time -> LongStream.of(words).filter(word -> word > time).forEach(counts::increment));

      assertThat(uncounted(counts)).containsExactly(0L);
      var gone = new HashSet<Long>();
      for (var time = 0; time < WordCounts.MOST - 1; time++) {
        for (var word = time + 1L; word < WORDS; word++) {
          if (counts.decrement(word)) {
            assertThat(word).isEqualTo(time + 1);
            gone.add(word);
          }
        }
      }
      gone.add(0L);
      assertThat(uncounted(counts)).isEqualTo(gone);
      assertThat(gone).hasSize(WordCounts.MOST);
      counts.free();
    }
  }

  private static Set<Long> uncounted(WordCounts counts) {
    var found = new HashSet<Long>();
    for (var part = 0; part < WordSet.PARTS; part++) {
      counts.forEachUncounted(part, found::add);
    }
    return found;
  }
}
