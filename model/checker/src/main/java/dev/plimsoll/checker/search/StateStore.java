package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.Variable;
import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.memory.Memory;
import dev.plimsoll.checker.memory.WordCounts;
import dev.plimsoll.checker.memory.WordIndex;
import dev.plimsoll.checker.memory.WordSet;
import dev.plimsoll.checker.search.Statistics.WordMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Every state seen so far, in a set of words outside the Java heap: exactly, folded into a word
/// ({@link Layout}), with its level; or its {@link Fingerprint} alone.
///
/// Threads work between {@link #enter} and {@link #leave}. One that needs the store for itself, to
/// make room, waits until no other is inside.
final class StateStore {

  /// Somebody who has states in their folded form: told when it changes.
  interface Holder {
    void replaceAll(LongUnaryOperator change);
  }

  /// As many levels, one after another, are marked differently.
  static final int LEVELS_TOLD_APART = WordSet.MOST_TAG;

  /// From as many states on they are not looked at any more to find out which words to fold them
  /// into.
  private static final int LARGE = 1 << 20;

  private final Program program;
  private final int threads;
  private final boolean isExact;
  private final WordSet set;
  private final List<Holder> holders = new ArrayList<>();
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private Layout layout;

  /// @param threads how many may be inside
  /// @param isExact whether states are folded
  StateStore(Program program, Memory memory, int threads, boolean isExact) {
    this.program = program;
    this.threads = threads;
    this.isExact = isExact;
    set = isExact ? new WordSet(memory) : WordSet.untagged(memory);
    layout = LayoutPlan.build(counts(), shares(), states -> {});
  }

  private int[] counts() {
    return program.model().variables().stream().mapToInt(program::values).toArray();
  }

  private int[] shares() {
    return program.model().variables().stream().mapToInt(StateStore::shareOfRoom).toArray();
  }

  /// How much room a variable is given for values to come: a cell's are soon all there, contents of
  /// channels come up as long as there are new states.
  private static int shareOfRoom(Variable variable) {
    return variable instanceof Channel<?> ? 3 : 1;
  }

  /// Whether states are folded; otherwise there are no more than fingerprints of them, and no
  /// levels.
  boolean isExact() {
    return isExact;
  }

  /// How many states there are.
  long size() {
    return set.size();
  }

  /// Bytes that states take, with all that they are folded from.
  long bytes() {
    var inner = Arrays.stream(layout.indexes).skip(1).mapToLong(WordIndex::bytes).sum();
    return set.bytes() + inner + program.bytes();
  }

  /// Bytes of that in files.
  long bytesInFiles() {
    return set.bytesInFiles();
  }

  /// What the words take that states are folded into; the root's first.
  List<WordMemory> words() {
    var root = new WordMemory(program.width(), Long.SIZE, set.size(), set.bytes());
    return isExact
        ? IntStream.range(0, layout.words()).mapToObj(this::word).toList()
        : List.of(root);
  }

  private WordMemory word(int node) {
    var fields = layout.fields(node);
    var bits = Arrays.stream(fields).map(field -> Long.bitCount(layout.most[field])).sum();
    return node == 0
        ? new WordMemory(fields.length, bits, set.size(), set.bytes())
        : new WordMemory(fields.length, bits, layout.count(node), layout.indexes[node].bytes());
  }

  /// How states are folded now; not to be kept while outside.
  Layout layout() {
    return layout;
  }

  void addHolder(Holder holder) {
    synchronized (holders) {
      holders.add(holder);
    }
  }

  void enter() {
    gate.readLock().lock();
  }

  void leave() {
    gate.readLock().unlock();
  }

  private void exclusively(Runnable action) {
    leave();
    gate.writeLock().lock();
    try {
      action.run();
    } finally {
      enter();
      gate.writeLock().unlock();
    }
  }

  /// Makes sure that every thread inside can add as many states. A thread that waits until no other
  /// is inside gets its turn before.
  void ensureRoom(int more) {
    if (gate.hasQueuedThreads()) {
      leave();
      enter();
    }
    var all = (long) more * threads;
    if (!set.hasRoom(all)) {
      exclusively(
          () -> {
            while (!set.hasRoom(all)) {
              set.grow(threads);
            }
          });
    }
  }

  /// Makes room for all values that there are by now, unless another thread has done so. All who
  /// hold states have them changed.
  ///
  /// @param before the layout that had no room
  void widen(Layout before) {
    exclusively(
        () -> {
          if (layout == before) {
            if (set.size() < LARGE) {
              var after = LayoutPlan.build(counts(), shares(), this::forEachState);
              change(new Refolding(before, after), after);
            } else {
              var widening = Widening.of(before, counts(), shares());
              change(widening.change(), widening.after());
            }
          }
        });
  }

  private void forEachState(Consumer<int[]> consumer) {
    set.forEach((word, tag) -> consumer.accept(layout.read(word)));
  }

  /// @param change of the words that states are folded into, null if they stay
  private void change(@Nullable LongUnaryOperator change, Layout after) {
    if (change != null) {
      set.convert(change);
      holders.forEach(holder -> holder.replaceAll(change));
    }
    layout = after;
  }

  /// Folds states in another way; for one thread.
  private static final class Refolding implements LongUnaryOperator {

    private final Layout before;
    private final Layout after;
    private final int[] state;
    private final long[] from;
    private final long[] to;

    Refolding(Layout before, Layout after) {
      this.before = before;
      this.after = after;
      state = new int[before.width()];
      from = new long[before.words()];
      to = new long[after.words()];
    }

    @Override
    public long applyAsLong(long word) {
      before.read(word, from, state);
      return after.refold(state, to);
    }
  }

  /// Folds a state, making room for it where there is none.
  long fold(int[] state) {
    var words = new long[layout.words()];
    while (!layout.hasRoom(state) || !layout.fold(state, words)) {
      widen(layout);
      words = new long[layout.words()];
    }
    return words[0];
  }

  /// What a state is marked with, by {@link #tag} of its level; 0 if it was not seen.
  int tagOf(long word) {
    return set.find(word);
  }

  /// One thread's way to add states.
  WordSet.Adder adder() {
    return set.new Adder(Batch.CAPACITY);
  }

  /// What states of a level are marked with.
  ///
  /// @param level counted from 0
  int tag(int level) {
    return isExact ? 1 + level % WordSet.MOST_TAG : 0;
  }

  /// Does something with each state that may be of a level, and with all that are.
  void forEach(int level, LongConsumer consumer) {
    var wanted = tag(level);
    set.forEach(
        (word, tag) -> {
          if (tag == wanted) {
            consumer.accept(word);
          }
        });
  }

  /// Does something with each state of a part of the set: all parts have all.
  void forEachOf(int part, LongConsumer consumer) {
    set.forEach(part, (word, tag) -> consumer.accept(word));
  }

  /// A count for each state, as long as none is added.
  WordCounts counts(Memory memory) {
    return new WordCounts(memory, set);
  }

  /// Writes down all states and how they are folded. No other thread may be inside.
  void save(Archive.Writer out) {
    layout.save(out);
    set.save(out::numbers);
  }

  /// Adds the states that were written down to a store that has none.
  void restore(Archive.Reader in) {
    layout = Layout.restore(program.width(), in);
    set.restore(in::longs);
  }

  /// Forgets all states. No other thread may be inside.
  void clear() {
    set.empty();
  }

  /// Gives its memory back; it must not be used any more.
  void free() {
    set.free();
  }
}
