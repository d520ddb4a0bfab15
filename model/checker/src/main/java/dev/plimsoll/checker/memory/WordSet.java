package dev.plimsoll.checker.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A set of words of {@link #WORD_BITS} bits, each with a tag of {@link #TAG_BITS} bits; or of
/// words of 64 bits, other than 0, without tags.
///
/// An open-addressing table of nothing but the words, 8 bytes each, {@link #FULL} full at most.
/// Words are in order of their hashes but for collisions, so that growing is a pass from one end to
/// the other; the table is in {@link #PARTS} parts that grow one after another, or some at the same
/// time, so that it is never there twice.
///
/// Words are added by many threads by compare-and-set; growing excludes them ({@link #hasRoom}).
public final class WordSet {

  /// The bits of a word that may be set, from the lowest.
  public static final int WORD_BITS = 58;

  /// The bits of a tag.
  public static final int TAG_BITS = Long.SIZE - WORD_BITS;

  /// Tags are from 1 to this.
  public static final int MOST_TAG = (1 << TAG_BITS) - 1;

  private static final VarHandle ENTRY = ValueLayout.JAVA_LONG.varHandle();
  private static final int PART_BITS = 4;

  /// How many parts there are.
  public static final int PARTS = 1 << PART_BITS;

  private static final double FULL = 0.8;
  private static final double GROWTH = 1.4;

  /// Entries in each part at first, and up to where they are doubled.
  private static final int FIRST = 1 << 12;

  private static final int SMALL = 1 << 15;

  private final Memory memory;
  private final Memory.Block[] blocks = new Memory.Block[PARTS];
  private final MemorySegment[] parts = new MemorySegment[PARTS];
  private final AtomicLong size = new AtomicLong();

  /// The bits of an entry that are its tag.
  private final int tagBits;

  private final long tagMask;

  /// Entries in each part: the word above, the tag below; 0 for none.
  private final long[] capacities = new long[PARTS];

  /// Entries in the largest part.
  private long stride;

  /// How many words there may be: the smallest part decides.
  private volatile long room;

  /// An empty set of words with tags.
  public WordSet(Memory memory) {
    this(memory, TAG_BITS);
  }

  private WordSet(Memory memory, int tagBits) {
    this.memory = memory;
    this.tagBits = tagBits;
    tagMask = (1L << tagBits) - 1;
    allocateAll(FIRST);
  }

  /// An empty set of words without tags: their tags are 0.
  public static WordSet untagged(Memory memory) {
    return new WordSet(memory, 0);
  }

  private void allocateAll(long capacity) {
    for (var part = 0; part < PARTS; part++) {
      replace(part, allocate(capacity));
    }
    measure();
  }

  private void measure() {
    room = (long) (FULL * Arrays.stream(capacities).min().orElseThrow() * PARTS);
    stride = Arrays.stream(capacities).max().orElseThrow();
  }

  private Memory.Block allocate(long capacity) {
    return memory.allocate(capacity * Long.BYTES);
  }

  private void replace(int part, Memory.Block block) {
    blocks[part] = block;
    parts[part] = block.segment();
    capacities[part] = block.segment().byteSize() / Long.BYTES;
  }

  /// How many words there are; while they are added, those of whole batches.
  public long size() {
    return size.get();
  }

  /// Bytes that the table takes.
  public long bytes() {
    return Arrays.stream(capacities).sum() * Long.BYTES;
  }

  /// Bytes of that in files.
  public long bytesInFiles() {
    return Arrays.stream(parts)
        .filter(MemorySegment::isMapped)
        .mapToLong(MemorySegment::byteSize)
        .sum();
  }

  /// Whether `more` words can be added.
  public boolean hasRoom(long more) {
    return size.get() + more <= room;
  }

  /// Makes room. No other thread may use the set.
  ///
  /// @param threads how many parts may grow at the same time
  /// @throws java.io.UncheckedIOException if there is no memory; the set is as good as before
  public void grow(int threads) {
    var smallest = Arrays.stream(capacities).min().orElseThrow();
    var due = IntStream.range(0, PARTS).filter(part -> capacities[part] == smallest);
    if (threads == 1 || smallest < SMALL) {
      due.forEach(this::enlarge);
    } else {
      try (var pool = new ForkJoinPool(threads)) {
        pool.submit(() -> due.parallel().forEach(this::enlarge)).join();
      }
    }
    measure();
  }

  private void enlarge(int part) {
    var capacity = capacities[part];
    var before = blocks[part];
    var block = allocate(grown(capacity));
    var after = block.segment().byteSize() / Long.BYTES;
    forEach(before.segment(), entry -> put(block.segment(), after, entry));
    replace(part, block);
    before.free();
  }

  private static long grown(long capacity) {
    return (long) (capacity * (capacity < SMALL ? 2 : GROWTH));
  }

  /// Replaces each word by another. No other thread may use the set.
  ///
  /// It is filled anew while what it was is given back, so that it is never there twice.
  ///
  /// @param change gives different words to different words
  /// @throws java.io.UncheckedIOException if there is no memory; the set cannot be used any more
  public void convert(LongUnaryOperator change) {
    var before = blocks.clone();
    allocateAll(Math.max(FIRST, capacities[0] / 4));
    var filler = new Filler();
    for (var block : before) {
      forEach(
          block.segment(),
          entry -> {
            var word = change.applyAsLong(entry >>> tagBits);
            filler.add((word << tagBits) | (entry & tagMask));
          });
      block.free();
    }
    measure();
  }

  /// Fills an empty set with entries that come in any order: part by part, perhaps.
  private final class Filler {

    private final long[] counts = new long[PARTS];

    void add(long entry) {
      var part = part(Words.mix(entry >>> tagBits));
      counts[part]++;
      if (counts[part] > FULL * capacities[part]) {
        enlarge(part);
      }
      put(parts[part], capacities[part], entry);
    }
  }

  private static void forEach(MemorySegment entries, LongConsumer consumer) {
    for (var at = 0L; at < entries.byteSize(); at += Long.BYTES) {
      var entry = entries.get(ValueLayout.JAVA_LONG, at);
      if (entry != 0) {
        consumer.accept(entry);
      }
    }
  }

  private void put(MemorySegment into, long capacity, long entry) {
    var place = place(Words.mix(entry >>> tagBits), capacity);
    while (into.get(ValueLayout.JAVA_LONG, place * Long.BYTES) != 0) {
      place = place + 1 == capacity ? 0 : place + 1;
    }
    into.set(ValueLayout.JAVA_LONG, place * Long.BYTES, entry);
  }

  private static int part(long hash) {
    return (int) (hash >>> -PART_BITS);
  }

  private static long place(long hash, long capacity) {
    return Math.unsignedMultiplyHigh(hash << PART_BITS, capacity);
  }

  /// The tag of a word, or 0 if the set does not hold it; of a set with tags.
  public int find(long word) {
    var part = part(Words.mix(word));
    return (int) (entry(part, placeIn(part, word)) & tagMask);
  }

  /// Where a word is, or where it would be.
  private long placeIn(int part, long word) {
    var capacity = capacities[part];
    for (var place = place(Words.mix(word), capacity);
        ;
        place = place + 1 == capacity ? 0 : place + 1) {
      var entry = entry(part, place);
      if (entry == 0 || entry >>> tagBits == word) {
        return place;
      }
    }
  }

  private long entry(int part, long place) {
    return (long) ENTRY.getOpaque(parts[part], place * Long.BYTES);
  }

  /// Does something with each word.
  public void forEach(Visitor visitor) {
    for (var part = 0; part < PARTS; part++) {
      forEach(part, visitor);
    }
  }

  /// Does something with each word of a part, from 0 to {@link #PARTS}.
  public void forEach(int part, Visitor visitor) {
    forEach(parts[part], entry -> visitor.visit(entry >>> tagBits, (int) (entry & tagMask)));
  }

  /// As many places there are for words as long as none is added; their numbers are smaller.
  long places() {
    return PARTS * stride;
  }

  /// The number of the place of a word that the set holds.
  long placeOf(long word) {
    var part = part(Words.mix(word));
    var place = placeIn(part, word);
    if (entry(part, place) == 0) {
      throw new IllegalArgumentException("The set does not hold " + word);
    }
    return part * stride + place;
  }

  /// Given the words of a set.
  public interface Visitor {
    /// One of them.
    void visit(long word, int tag);
  }

  /// Hands out all words, with their tags, in {@link #PARTS} arrays.
  public void save(Consumer<long[]> arrays) {
    for (var part : parts) {
      var entries = new WordList();
      forEach(part, entries::add);
      arrays.accept(entries.toArray());
    }
  }

  /// Fills an empty set with what {@link #save} handed out.
  ///
  /// They come in order of their hashes, so that in a table that is too small they would all be at
  /// its beginning: each part has its size at once.
  public void restore(Supplier<long[]> saved) {
    for (var part = 0; part < PARTS; part++) {
      var entries = saved.get();
      var capacity = capacities[part];
      while (entries.length > FULL * capacity) {
        capacity = grown(capacity);
      }
      blocks[part].free();
      replace(part, allocate(capacity));
      for (var entry : entries) {
        put(parts[part], capacities[part], entry);
      }
      size.addAndGet(entries.length);
    }
    measure();
  }

  /// Takes all words out. No other thread may use the set.
  public void empty() {
    free();
    size.set(0);
    allocateAll(FIRST);
  }

  /// Gives its memory back; it must not be used any more.
  public void free() {
    for (var block : blocks) {
      block.free();
    }
  }

  /// One thread's way to add words.
  public final class Adder {

    private final long[] places;

    /// @param most words in a batch
    public Adder(int most) {
      places = new long[most];
    }

    /// Adds the new ones among some words. There must be room for all.
    ///
    /// The table is read where each word belongs before any is looked up: the reads do not depend
    /// on each other, so that the processor has many under way at once.
    ///
    /// @param count how many of `words` to add
    /// @param added set to the places in `words` of those that are new, in order
    /// @return how many are new
    public int add(long[] words, int count, int tag, int[] added) {
      var open = 0;
      for (var i = 0; i < count; i++) {
        var hash = Words.mix(words[i]);
        var part = part(hash);
        var place = place(hash, capacities[part]);
        places[i] = place;
        var first = parts[part].get(ValueLayout.JAVA_LONG, place * Long.BYTES);
        added[open] = i;
        open += first >>> tagBits == words[i] && first != 0 ? 0 : 1;
      }
      var news = 0;
      for (var i = 0; i < open; i++) {
        var at = added[i];
        if (add(words[at], places[at], tag)) {
          added[news++] = at;
        }
      }
      size.addAndGet(news);
      return news;
    }

    private boolean add(long word, long first, int tag) {
      var number = part(Words.mix(word));
      var part = parts[number];
      var capacity = capacities[number];
      for (var place = first; ; place = place + 1 == capacity ? 0 : place + 1) {
        var entry = part.get(ValueLayout.JAVA_LONG, place * Long.BYTES);
        if (entry == 0) {
          entry =
              (long)
                  ENTRY.compareAndExchange(part, place * Long.BYTES, 0L, (word << tagBits) | tag);
          if (entry == 0) {
            return true;
          }
        }
        if (entry >>> tagBits == word) {
          return false;
        }
      }
    }
  }
}
