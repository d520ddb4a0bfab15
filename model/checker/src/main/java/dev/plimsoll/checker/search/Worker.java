package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.memory.WordSet;
import dev.plimsoll.checker.symmetry.Canonical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// One thread's share of a breadth-first search: takes states of a level, adds their successors to
/// the store and checks the claims on the new ones.
final class Worker implements ClaimChecker.Listener, StateStore.Holder {

  private final Program program;
  private final boolean paranoid;
  private final StateStore store;
  private final WordSet.Adder adder;
  private final ClaimChecker claims;
  private final @Nullable Canonical canonical;
  private final Expander expander;
  private final int[] added = new int[Batch.CAPACITY];
  private final int[] checked;
  private long[] checkedWords = {};
  private long checkedWord;
  private List<Chunk> found = new ArrayList<>();
  private Chunk last;
  private Findings findings = new Findings();
  private int level;

  /// The number of variables, where states are not folded; otherwise 0.
  private final int width;

  /// Whether each claim was seen, by claim.
  final boolean[] seen;

  /// States taken, for others to watch.
  final AtomicLong expanded = new AtomicLong();

  /// Steps made, for others to watch.
  final AtomicLong generated = new AtomicLong();

  Worker(
      Program program,
      Dispatch.Sorted rules,
      StateStore store,
      ClaimChecker.Claims claims,
      SearchOptions options,
      Reduction.@Nullable Selection selection) {
    this.program = program;
    paranoid = options.paranoid();
    this.store = store;
    this.claims = new ClaimChecker(program, claims, paranoid, this);
    adder = store.adder();
    canonical = options.method().symmetry() ? new Canonical(program) : null;
    var mode =
        paranoid || canonical != null || selection != null ? Successors.ALL : Successors.LEAN;
    expander = new Expander(program, rules, store, paranoid, mode, canonical, selection, this::add);
    checked = new int[program.width()];
    seen = new boolean[program.model().claims().size()];
    store.addHolder(expander);
    store.addHolder(this);
    width = store.isExact() ? 0 : program.width();
    last = new Chunk(width);
    found.add(last);
  }

  /// Adds the initial states.
  void begin(List<int[]> initial) {
    level = -1;
    for (var state : initial) {
      if (canonical != null) {
        canonical.apply(state);
      }
      inside(
          () -> {
            var batch = new Batch(store.isExact() ? 0 : state.length);
            if (store.isExact()) {
              batch.add(store.fold(state), Leaf.NO_STEP);
            } else {
              batch.add(Fingerprint.of(state), state, Leaf.NO_STEP);
            }
            add(batch);
          });
    }
  }

  /// Expands chunks of the level until there are none left, or until it is told to stop.
  void expand(Level states, Stop stop) {
    level = states.number();
    while (!stop.isStopped()) {
      var chunk = states.take();
      if (chunk == null) {
        break;
      }
      inside(() -> expand(chunk));
      if (stop.isPauseDue()) {
        break;
      }
    }
    inside(expander::flush);
    generated.set(expander.generated);
  }

  private void inside(Runnable action) {
    store.enter();
    try {
      action.run();
    } finally {
      store.leave();
    }
  }

  private void expand(Chunk chunk) {
    for (var i = 0; i < chunk.size; i++) {
      expander.expand(chunk, i);
      if (expander.failed() >= 0) {
        Findings.add(findings.failedRules, expander.failed(), chunk.words[i]);
      } else if (expander.emitted() == 0) {
        checkedWord = chunk.words[i];
        claims.checkDeadlock(expander.state());
      }
    }
    expanded.addAndGet(chunk.size);
    generated.set(expander.generated);
  }

  private void add(Batch batch) {
    store.ensureRoom(batch.size);
    var news = adder.add(batch.words, batch.size, store.tag(level + 1), added);
    var layout = store.layout();
    if (checkedWords.length != layout.words()) {
      checkedWords = new long[layout.words()];
    }
    for (var i = 0; i < news; i++) {
      if (last.isFull()) {
        begin(new Chunk(width));
      }
      last.add(batch, added[i]);
      if (paranoid || program.mattersToClaims(batch.steps[added[i]])) {
        checkedWord = batch.words[added[i]];
        if (store.isExact()) {
          layout.read(checkedWord, checkedWords, checked);
        } else {
          last.read(last.size - 1, checked);
        }
        claims.check(checked);
      }
    }
  }

  private void begin(Chunk chunk) {
    last = chunk;
    found.add(chunk);
  }

  @Override
  public void replaceAll(LongUnaryOperator change) {
    found.forEach(chunk -> chunk.replaceAll(change));
    findings.replaceAll(change);
  }

  @Override
  public void violated(int claim) {
    Findings.add(findings.violated, claim, checkedWord);
  }

  @Override
  public void deadlocked(int claim) {
    Findings.add(findings.deadlocked, claim, checkedWord);
  }

  @Override
  public void seen(int claim) {
    seen[claim] = true;
  }

  @Override
  public void failed(int claim) {
    Findings.add(findings.failedClaims, claim, checkedWord);
  }

  /// Takes over what the threads of another process had done.
  void restore(List<Chunk> added, long expandedThen, long[] firedThen, int[] seenThen) {
    found.addAll(0, added);
    expanded.set(expandedThen);
    expander.generated = LongStream.of(firedThen).sum();
    generated.set(expander.generated);
    System.arraycopy(firedThen, 0, expander.fired, 0, firedThen.length);
    for (var claim = 0; claim < seen.length; claim++) {
      seen[claim] = seenThen[claim] != 0;
    }
  }

  /// Forgets what was reached, but not which claims were seen.
  void beginAgain() {
    expanded.set(0);
    expander.generated = 0;
    Arrays.fill(expander.fired, 0);
    takeAdded();
    takeFindings();
  }

  /// The states added since they were last taken; not to be changed.
  List<Chunk> added() {
    return found;
  }

  /// Makes room in the Java heap.
  void forgetAdded() {
    found.clear();
  }

  /// Whether nothing was found wrong since it was last asked what.
  boolean hasNoFindings() {
    return findings.isEmpty();
  }

  /// The states added since it was last asked.
  List<Chunk> takeAdded() {
    var taken = found;
    found = new ArrayList<>();
    begin(new Chunk(width));
    return taken;
  }

  /// What was found wrong since it was last asked.
  Findings takeFindings() {
    var taken = findings;
    findings = new Findings();
    return taken;
  }

  /// Steps made by each rule.
  long[] fired() {
    return expander.fired;
  }
}
