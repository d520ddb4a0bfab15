package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Profiles;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.SymmetryCheck;
import dev.plimsoll.checker.liveness.Liveness;
import dev.plimsoll.checker.memory.Memory;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.symmetry.Canonical;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Breadth-first search over all reachable states, one level after the other.
///
/// All threads work on one level; the next begins when it is done. So what a level contains, the
/// counts and the depth of every finding are the same whatever the number of threads. A search
/// that finds a claim violated finishes the level, and then looks for the counterexample that
/// comes first among the shortest ({@link TraceFinder}).
public final class Search {

  /// A level with fewer states is not worth handing to other threads.
  private static final int SMALL_LEVEL = 1024;

  private final Model model;
  private final Memory memory;
  private final Program program;
  private final SearchOptions options;
  private final List<Claim> claims;
  private final StateStore store;
  private final List<Worker> workers = new ArrayList<>();
  private final List<Long> levels = new ArrayList<>();
  private final LevelSteps steps;
  private final Profiles profiles;
  private List<Chunk> open = new ArrayList<>();
  private final Stop stop;
  private final ClaimChecker.Claims checked;
  private final LivenessSearch liveness;
  private final List<int[]> initial;
  private final @Nullable SymmetryCheck symmetry;
  private long checkedAt;
  private final @Nullable Reduction reduction;
  private final @Nullable Checkpoints checkpoints;
  private long reported;

  private Search(Model model, SearchOptions options, Memory memory) {
    this.model = model;
    this.options = options;
    this.memory = memory;
    claims = ClaimChecker.selected(model, options.claims());
    Refusals.check(options.method(), claims);
    program = new Program(model);
    stop = new Stop(options.timeout(), options.interruption());
    store = new StateStore(program, memory, options.workers(), !options.method().fingerprints());
    store.addHolder(this::replaceAll);
    initial = program.initial();
    var rules = Dispatch.sort(program.fixed(), initial.getFirst(), false);
    checked = ClaimChecker.Claims.of(program, claims, initial.getFirst());
    liveness = new LivenessSearch(program, store, memory, options, claims, stop);
    reduction = options.method().partialOrder() ? new Reduction(program, checked, store) : null;
    for (var i = 0; i < options.workers(); i++) {
      var selection = reduction == null ? null : reduction.selection();
      workers.add(new Worker(program, rules, store, checked, options, selection));
    }
    symmetry =
        options.method().symmetry()
            ? new SymmetryCheck(program, checked.predicates(), liveness.ofEndings())
            : null;
    steps = new LevelSteps(workers, model.rules().size());
    profiles = new Profiles(program);
    checkpoints =
        options
            .checkpointing()
            .map(
                each ->
                    new Checkpoints(
                        each, program, store, workers, steps, profiles, reduction, stop))
            .orElse(null);
  }

  /// Searches the states of a model and decides its claims.
  ///
  /// @throws UnknownNameException if a claim was asked for that the model does not make
  /// @throws dev.plimsoll.checker.kernel.ImpureRuleException if a rule or claim turns out not to be
  ///     a function of what it reads
  /// @throws dev.plimsoll.checker.checkpoint.CheckpointException if there is no checkpoint to go on
  ///     from, or none can be kept
  public static CheckResult check(Model model, SearchOptions options) {
    try (var memory = new Memory(options.memory())) {
      return new Search(model, options, memory).run();
    }
  }

  private CheckResult run() {
    var threads =
        Executors.newFixedThreadPool(
            options.threads(),
            Thread.ofPlatform()
                .daemon()
                .uncaughtExceptionHandler((thread, failure) -> stop.exhausted())
                .factory());
    try {
      var findings = exploreWithinMemory(threads);
      var searching = stop.elapsed();
      var isExhaustive = findings.isEmpty() && stop.reason() == null;
      var answers =
          isExhaustive
              ? liveness.decide(threads, levels.size(), symmetry, reduction)
              : Map.<Claim, Liveness.Answer>of();
      if (checkpoints != null && stop.reason() == null) {
        checkpoints.remove();
      }
      if (!findings.isEmpty() && !store.isExact()) {
        return searchedExactly(findings);
      }
      var canonical = options.method().symmetry() ? new Canonical(program) : null;
      var traces = new TraceFinder(program, store, canonical);
      return new Report(
              program,
              options,
              claims,
              store,
              workers,
              levels,
              steps,
              profiles,
              stop,
              searching,
              isExhaustive,
              findings,
              answers,
              traces)
          .result();
    } finally {
      threads.shutdownNow();
    }
  }

  /// From fingerprints no trace can be made: the levels up to the violation are searched again.
  private CheckResult searchedExactly(Findings findings) {
    store.free();
    workers.clear();
    open = List.of();
    var again = check(model, options.forTraces(levels.size()));
    return again.verdict() == Verdict.INCOMPLETE ? findings.withoutTraces(again, model) : again;
  }

  private void replaceAll(LongUnaryOperator change) {
    open.forEach(chunk -> chunk.replaceAll(change));
  }

  private Findings exploreWithinMemory(ExecutorService threads) {
    try {
      return explore(threads);
    } catch (OutOfMemoryError e) {
      open = List.of();
      workers.forEach(Worker::forgetAdded);
      stop.exhausted();
      return finishLevel();
    }
  }

  /// Makes level after level until there is nothing new, something is wrong or a bound is hit.
  private Findings explore(ExecutorService threads) {
    var findings = begin();
    while (findings.isEmpty() && levels.getLast() > 0 && stop.reason() == null) {
      var level = new Level(levels.size() - 1, open);
      if (levels.size() >= options.depth()) {
        stop.stop("the depth limit of %d levels was reached".formatted(options.depth()));
        keep(level);
      } else if (store.size() >= options.states()) {
        stop.stop("the limit of %,d states was reached".formatted(options.states()));
        keep(level);
      } else {
        findings = reduction == null ? expand(level, threads) : reduce(level, threads, reduction);
      }
    }
    return findings;
  }

  private Findings begin() {
    if (checkpoints != null && checkpoints.isToResume()) {
      open = checkpoints.restore(levels);
      return new Findings();
    }
    workers.getFirst().begin(initial);
    return finishLevel();
  }

  /// Expands a level, and begins again where the steps that were left out may be missed.
  private Findings reduce(Level level, ExecutorService threads, Reduction reduced) {
    reduced.moveTo(level.number(), workers);
    var findings = expand(level, threads);
    var isToBeginAgain =
        findings.isEmpty()
            && stop.reason() == null
            && reduced.isStale(store.size(), levels.getLast() == 0);
    return isToBeginAgain ? beginAgain(reduced) : findings;
  }

  private Findings beginAgain(Reduction reduced) {
    reduced.beginAgain();
    if (checkpoints != null) {
      checkpoints.beginAgain();
    }
    workers.forEach(Worker::beginAgain);
    steps.clear();
    store.clear();
    levels.clear();
    workers.getFirst().begin(initial);
    return finishLevel();
  }

  private Findings finishLevel() {
    open = new ArrayList<>();
    workers.forEach(worker -> open.addAll(worker.takeAdded()));
    if (!levels.isEmpty()) {
      steps.close();
    }
    levels.add(open.stream().mapToLong(chunk -> chunk.size).sum());
    var findings = Findings.merged(workers.stream().map(Worker::takeFindings).toList());
    checkSymmetry(findings);
    return findings;
  }

  /// Checks rules whenever there are twice as many states, and at the end; then claims as well, if
  /// something is to be said of all states.
  private void checkSymmetry(Findings findings) {
    var isEnd = !findings.isEmpty() || levels.getLast() == 0 || stop.reason() != null;
    if (symmetry != null && stop.isWhole() && (isEnd || store.size() >= 2 * checkedAt)) {
      symmetry.checkRules();
      checkedAt = store.size();
      if (findings.isEmpty() && levels.getLast() == 0 && stop.reason() == null) {
        symmetry.checkClaims(
            checked.predicates().stream().filter(memo -> !isSeen(memo.index)).toList());
      }
    }
  }

  private boolean isSeen(int claim) {
    return workers.stream().anyMatch(worker -> worker.seen[claim]);
  }

  /// In rounds: threads pause where it is time for a checkpoint.
  private Findings expand(Level level, ExecutorService threads) {
    do {
      if (levels.getLast() < SMALL_LEVEL) {
        work(workers.getFirst(), level);
      } else {
        workers.stream()
            .<Future<?>>map(worker -> threads.submit(() -> work(worker, level)))
            .toList()
            .forEach(this::await);
      }
      report();
      if (stop.isStopped() || stop.isPauseDue()) {
        keep(level);
      }
    } while (!level.rest().isEmpty() && stop.reason() == null);
    return finishLevel();
  }

  /// Keeps what was reached, unless something wrong was found: the level is done soon then.
  private void keep(Level level) {
    if (checkpoints != null) {
      if (stop.isWhole() && workers.stream().allMatch(Worker::hasNoFindings)) {
        checkpoints.save(levels, level);
      }
      checkpoints.schedule();
    }
  }

  private void work(Worker worker, Level level) {
    try {
      worker.expand(level, stop);
    } catch (OutOfMemoryError e) {
      worker.forgetAdded(); // so that there is room for what is still to be done
      stop.exhausted();
    } catch (UncheckedIOException e) {
      stop.fail("the states have no room left in files: " + e.getMessage());
    }
  }

  private void await(Future<?> task) {
    while (true) {
      try {
        task.get(options.progressInterval().toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        report();
      } catch (ExecutionException e) {
        stop.stop("a rule failed");
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (InterruptedException e) {
        stop.stop("the search was interrupted");
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private LevelTrend trend() {
    var made = levels.stream().mapToLong(states -> states).sum();
    return new LevelTrend(levels, Math.max(0, store.size() - made));
  }

  private void report() {
    var elapsed = stop.elapsed();
    if (elapsed.toNanos() - reported < options.progressInterval().toNanos()) {
      return;
    }
    reported = elapsed.toNanos();
    var runtime = Runtime.getRuntime();
    var expanded = workers.stream().mapToLong(worker -> worker.expanded.get()).sum();
    options
        .progress()
        .accept(
            new SearchOptions.Searching(
                elapsed,
                levels.size() + 1,
                levels.getFirst()
                    + workers.stream().mapToLong(worker -> worker.generated.get()).sum(),
                store.size(),
                store.size() - expanded,
                memory.used() + runtime.totalMemory() - runtime.freeMemory(),
                memory.onDisk(),
                trend()));
  }
}
