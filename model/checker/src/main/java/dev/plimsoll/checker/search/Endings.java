package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import dev.plimsoll.checker.liveness.Ending;
import dev.plimsoll.checker.memory.Memory;
import dev.plimsoll.checker.memory.WordCounts;
import dev.plimsoll.checker.memory.WordList;
import dev.plimsoll.checker.memory.WordSet;
import dev.plimsoll.checker.symmetry.Canonical;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides claims about the end of behaviours where no behaviour goes round: then each stays, from
/// some time on, in a state where no action can be taken that fairness is assumed of, and may stay
/// in any that is reached.
///
/// Whether something goes round is found out by all threads: the steps into each state are counted,
/// and states without any are taken away, and with them the steps out of them, and so on (Kahn,
/// "Topological sorting of large networks", 1962). That takes a byte a state, and all steps are
/// made twice. Where states stand for their orbits, what goes round goes round among orbits, too:
/// if nothing does among orbits, nothing does. After partial-order reduction the same is so if
/// fairness is assumed of all rules ({@link dev.plimsoll.checker.reduction}).
final class Endings {

  /// What came of it.
  enum Outcome {
    /// It is known which claims are violated.
    DECIDED,
    /// A behaviour may go round.
    GOES_ROUND,
    /// A claim throws an exception.
    FAILED,
    /// It was stopped.
    STOPPED
  }

  private static final int OFTEN = 1 << 12;

  private final Program program;
  private final StateStore store;
  private final SearchOptions options;
  private final Stop stop;
  private final WordCounts counts;
  private final List<Ending> endings;
  private final List<Memo> predicates;
  private final List<Worker> workers = new ArrayList<>();

  /// By rule: whether fairness is assumed of its steps.
  private final boolean[] isFair;

  private final AtomicLong looked = new AtomicLong();
  private final AtomicLong removed = new AtomicLong();
  private Duration reported;
  private volatile boolean failed;

  /// @param reduction how it was searched for them; null where all steps were made
  /// @param store with all states
  /// @param endings claims to be decided
  Endings(
      Program program,
      StateStore store,
      Memory memory,
      SearchOptions options,
      @Nullable Reduction reduction,
      Stop stop,
      List<Ending> endings) {
    this.program = program;
    this.store = store;
    this.options = options;
    this.stop = stop;
    reported = stop.elapsed();
    this.endings = endings;
    counts = store.counts(memory);
    predicates = endings.stream().flatMap(each -> each.predicates().stream()).toList();
    isFair = fairRules(program);
    var initial = program.initial().getFirst();
    var sortedRules = Dispatch.sort(program.fixed(), initial, false);
    var sortedPredicates = Dispatch.sort(predicates, initial, false);
    for (var i = 0; i < options.threads(); i++) {
      workers.add(new Worker(sortedRules, sortedPredicates, options, reduction));
    }
  }

  /// By rule, in order of declaration: whether fairness is assumed of its steps.
  private static boolean[] fairRules(Program program) {
    var rules = program.model().rules();
    var isFair = new boolean[rules.size()];
    for (var rule = 0; rule < isFair.length; rule++) {
      var name = rules.get(rule).name();
      isFair[rule] =
          program.model().fairness().stream()
              .anyMatch(each -> each.rules().isEmpty() || each.rules().contains(name));
    }
    return isFair;
  }

  /// The names of those rules of which no fairness is assumed.
  static List<String> unfairRules(Program program) {
    var isFair = fairRules(program);
    var rules = program.model().rules();
    return IntStream.range(0, isFair.length)
        .filter(rule -> !isFair[rule])
        .mapToObj(rule -> rules.get(rule).name())
        .toList();
  }

  /// Looks at all states.
  Outcome find(ExecutorService threads) {
    try {
      var part = new AtomicInteger();
      inParallel(threads, worker -> worker.count(part));
      var first = new AtomicInteger();
      inParallel(threads, worker -> worker.findFirst(first));
      for (var open = takeFound(); !open.isEmpty() && !stop.isStopped(); open = takeFound()) {
        var level = new Level(0, open);
        inParallel(threads, worker -> worker.remove(level));
      }
    } finally {
      counts.free();
    }
    if (stop.isStopped()) {
      return Outcome.STOPPED;
    }
    if (failed) {
      return Outcome.FAILED;
    }
    return removed.get() == store.size() ? Outcome.DECIDED : Outcome.GOES_ROUND;
  }

  /// The states in which a behaviour may stay that violates a claim so.
  ///
  /// @param ending the place of the claim among those to be decided
  WordList violating(int ending) {
    var all = new WordList();
    workers.forEach(worker -> worker.violating.get(ending).forEach(all::add));
    return all;
  }

  private List<Chunk> takeFound() {
    var all = new ArrayList<Chunk>();
    workers.forEach(worker -> all.addAll(worker.takeFound()));
    return all;
  }

  private void inParallel(ExecutorService threads, Consumer<Worker> work) {
    workers.stream()
        .<Future<?>>map(worker -> threads.submit(() -> worker.inside(work)))
        .toList()
        .forEach(this::await);
  }

  private void await(Future<?> task) {
    while (true) {
      try {
        report();
        task.get(options.progressInterval().toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        // there is time to report again
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (InterruptedException e) {
        stop.stop("the search was interrupted");
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private void report() {
    var elapsed = stop.elapsed();
    if (elapsed.minus(reported).compareTo(options.progressInterval()) >= 0) {
      reported = elapsed;
      options
          .progress()
          .accept(
              new SearchOptions.Ending(elapsed, looked.get() + removed.get(), 2 * store.size()));
    }
  }

  /// What one thread does.
  private final class Worker implements Walker.Visitor {

    private final Expander expander;
    private final Walker claims;
    private final Set<Memo> passed = new HashSet<>();
    private final List<WordList> violating = new ArrayList<>();
    private List<Chunk> found = new ArrayList<>();
    private boolean removes;
    private long taken;
    private boolean isGivenUp;

    Worker(
        Dispatch.Sorted rules,
        Dispatch.Sorted sortedPredicates,
        SearchOptions options,
        @Nullable Reduction reduction) {
      var canonical = options.method().symmetry() ? new Canonical(program) : null;
      var selection = reduction == null ? null : reduction.selectionAmong(store);
      expander =
          new Expander(
              program, rules, store, false, Successors.MOVES, canonical, selection, this::accept);
      claims = Walker.ofClaims(program, sortedPredicates, options.paranoid());
      endings.forEach(each -> violating.add(new WordList()));
    }

    void inside(Consumer<Worker> work) {
      store.enter();
      try {
        work.accept(this);
      } finally {
        store.leave();
      }
    }

    /// Counts the steps into states, and looks at those in which a behaviour may stay.
    void count(AtomicInteger parts) {
      for (var part = parts.getAndIncrement();
          part < WordSet.PARTS && !stop.isStopped();
          part = parts.getAndIncrement()) {
        store.forEachOf(part, this::count);
      }
      expander.flush();
    }

    private void count(long word) {
      if (taken++ % OFTEN == OFTEN - 1) {
        looked.addAndGet(OFTEN);
        isGivenUp = stop.isStopped();
      }
      if (isGivenUp) {
        return;
      }
      var before = fairSteps();
      expander.expand(word, Leaf.NO_STEP);
      passed.clear();
      claims.walk(expander.state(), this);
      if (fairSteps() == before) {
        rest(word);
      }
    }

    private long fairSteps() {
      var steps = 0L;
      for (var rule = 0; rule < isFair.length; rule++) {
        steps += isFair[rule] ? expander.fired[rule] : 0;
      }
      return steps;
    }

    private void rest(long word) {
      for (var i = 0; i < endings.size(); i++) {
        if (endings.get(i).isViolated(passed::contains)) {
          violating.get(i).add(word);
        }
      }
    }

    @Override
    public void enabled(Memo memo, Leaf leaf) {
      passed.add(memo);
    }

    @Override
    public void failed(Memo memo, Leaf leaf) {
      failed = true;
    }

    /// Finds the states without a step into them.
    void findFirst(AtomicInteger parts) {
      for (var part = parts.getAndIncrement();
          part < WordSet.PARTS;
          part = parts.getAndIncrement()) {
        counts.forEachUncounted(part, this::add);
      }
    }

    /// Takes states away.
    void remove(Level level) {
      removes = true;
      for (var chunk = level.take(); chunk != null; chunk = level.take()) {
        for (var i = 0; i < chunk.size && !stop.isStopped(); i++) {
          expander.expand(chunk.words[i], Leaf.NO_STEP);
        }
        removed.addAndGet(chunk.size);
      }
      expander.flush();
    }

    private void accept(Batch batch) {
      for (var i = 0; i < batch.size; i++) {
        if (!removes) {
          counts.increment(batch.words[i]);
        } else if (counts.decrement(batch.words[i])) {
          add(batch.words[i]);
        }
      }
    }

    private void add(long word) {
      if (found.isEmpty() || found.getLast().isFull()) {
        found.add(new Chunk(0));
      }
      found.getLast().add(word);
    }

    List<Chunk> takeFound() {
      var taken = found;
      found = new ArrayList<>();
      return taken;
    }
  }
}
