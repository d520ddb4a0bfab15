package dev.plimsoll.checker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordSetTest {

  private static final int BATCH = 512;
  private static final long MOST = (1L << WordSet.WORD_BITS) - 1;

  @Test
  void itHoldsWhatAHashSetHoldsAndGrows() {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var set = new WordSet(memory);
      var oracle = new HashSet<Long>();
      var random = new Random(1);
      var adder = set.new Adder(BATCH);
      for (var round = 0; round < 400; round++) {
        // Small words come again, and extremes are among them.
        var words = random.longs(BATCH).map(word -> (word & MOST) >>> random.nextInt(58)).toArray();
        words[0] = 0;
        words[1] = MOST;
        var news = add(set, adder, words, 1 + round % WordSet.MOST_TAG);
        assertThat(news).isEqualTo(LongStream.of(words).filter(oracle::add).count());
      }

      assertThat(set.size()).isEqualTo(oracle.size());
      assertThat(oracle).allMatch(word -> set.find(word) != 0);
      assertThat(content(set).keySet()).isEqualTo(oracle);
      assertThat(set.find(MOST - 1)).isZero();
      assertThat(set.bytes()).isLessThan(16L * oracle.size());
    }
  }

  @Test
  void wordsWithoutTagsHaveSixtyFourBits() {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var set = WordSet.untagged(memory);
      var oracle = new HashSet<Long>();
      var random = new Random(3);
      var adder = set.new Adder(BATCH);
      for (var round = 0; round < 400; round++) {
        var words = random.longs(BATCH).map(word -> (word >>> random.nextInt(60)) | 1).toArray();
        words[0] = -1;
        assertThat(add(set, adder, words, 0))
            .isEqualTo((int) LongStream.of(words).filter(oracle::add).count());
      }

      assertThat(content(set).keySet()).isEqualTo(oracle);
    }
  }

  @Test
  void tagsStayWithTheirWordsWhenItGrowsAndWhenWordsAreReplaced() {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var set = new WordSet(memory);
      var adder = set.new Adder(BATCH);
      for (var from = 0L; from < 200_000; from += BATCH) {
        var words = LongStream.range(from, from + BATCH).toArray();
        add(set, adder, words, (int) (1 + from / BATCH % WordSet.MOST_TAG));
      }

      set.convert(word -> word);
      assertThat(content(set)).hasSize((int) set.size());
      set.convert(word -> 3 * word + 1);

      var content = content(set);
      assertThat(content).hasSize((int) set.size());
      content.forEach(
          (word, tag) -> {
            assertThat(word % 3).isEqualTo(1);
            assertThat(tag).isEqualTo((int) (1 + word / 3 / BATCH % WordSet.MOST_TAG));
          });
    }
  }

  @Test
  void whatWasSavedIsRestoredAndTakesAboutAsMuchMemory() {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var set = new WordSet(memory);
      var adder = set.new Adder(BATCH);
      for (var from = 0L; from < 300_000; from += BATCH) {
        add(set, adder, LongStream.range(from, from + BATCH).toArray(), 1);
      }
      var saved = new ArrayDeque<long[]>();
      set.save(saved::add);

      var restored = new WordSet(memory);
      restored.restore(saved::remove);

      assertThat(saved).isEmpty();
      assertThat(content(restored)).isEqualTo(content(set));
      assertThat(restored.bytes()).isLessThan(2 * set.bytes());
      var words = LongStream.range(0, 600_000).toArray();
      var news = 0;
      for (var from = 0; from < words.length; from += BATCH) {
        news +=
            add(
                restored,
                restored.new Adder(BATCH),
                Arrays.copyOfRange(words, from, from + BATCH),
                2);
      }
      assertThat((long) news).isEqualTo(restored.size() - set.size());
    }
  }

  @Test
  void threadsThatAddTheSameWordsAddEachOnce() throws InterruptedException {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var set = new WordSet(memory);
      var words = new Random(2).longs(40_000).map(word -> word & MOST).toArray();
      var news = new int[4];
      var threads =
          IntStream.range(0, news.length)
              .mapToObj(
                  thread ->
                      Thread.ofPlatform()
                          .start(
                              () -> {
                                var adder = set.new Adder(words.length);
                                news[thread] =
                                    adder.add(words, words.length, 1, new int[words.length]);
                              }))
              .toList();
      for (var thread : threads) {
        thread.join();
      }

      assertThat(IntStream.of(news).sum()).isEqualTo((int) set.size()).isEqualTo(words.length);
      assertThat(content(set)).hasSize(words.length);
    }
  }

  @Test
  void severalThreadsMakeRoomTogether() {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var set = new WordSet(memory);
      var words = LongStream.range(0, 1_000_000).toArray();
      var adder = set.new Adder(words.length);
      var some = Arrays.copyOf(words, 10_000);
      add(set, adder, some, 1);
      while (!set.hasRoom(words.length)) {
        set.grow(3);
        assertThat(content(set)).hasSize(some.length);
      }

      assertThat(add(set, adder, words, 2)).isEqualTo(words.length - some.length);
      assertThat(LongStream.of(some)).allMatch(word -> set.find(word) == 1);
      assertThat(content(set)).hasSize(words.length);
    }
  }

  @Test
  void pastTheLimitItGoesOnInFilesThatNobodySees(@TempDir Path directory) {
    try (var memory = new Memory(new Memory.Limit(1 << 20, directory))) {
      var set = new WordSet(memory);
      var adder = set.new Adder(BATCH);
      for (var from = 0L; from < 400_000; from += BATCH) {
        add(set, adder, LongStream.range(from, from + BATCH).toArray(), 1);
      }

      assertThat(memory.used()).isLessThanOrEqualTo(1 << 20);
      assertThat(memory.onDisk()).isGreaterThan(2 << 20);
      assertThat(content(set)).hasSize((int) set.size());
      assertThat(directory).isEmptyDirectory();
    }
  }

  private static int add(WordSet set, WordSet.Adder adder, long[] words, int tag) {
    while (!set.hasRoom(words.length)) {
      set.grow(1);
    }
    return adder.add(words, words.length, tag, new int[words.length]);
  }

  private static Map<Long, Integer> content(WordSet set) {
    var content = new HashMap<Long, Integer>();
    set.forEach(content::put);
    return content;
  }
}
