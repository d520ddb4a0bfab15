package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.search.ClaimChecker;
import dev.plimsoll.checker.search.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs through the states of a model by chance, on all cores, in search of what is wrong: where
/// there are too many states to see all, or to get deep at once.
///
/// Each run has a source of chance of its own, made of the seed and the number of the run. So a run
/// is the same whichever thread makes it and whatever the others do, and of several that find
/// something wrong the one with the least number is told ({@link Ledger}).
public final class Simulation {

  private final SimulationOptions options;
  private final Stop stop;
  private final List<Claim> claims;
  private final Plan plan;
  private final Ledger ledger;

  private Simulation(Model model, SimulationOptions options) {
    this.options = options;
    stop = new Stop(options.timeout(), options.interruption());
    claims = ClaimChecker.selected(model, options.claims());
    var weights = weights(model, options);
    var program = new Program(model);
    var initial = program.initial();
    var checked = ClaimChecker.Claims.of(program, claims, initial.getFirst());
    plan = new Plan(program, checked, initial, options.seed(), options.length(), weights);
    ledger = new Ledger(options, weights.size(), stop);
  }

  /// Simulates a model and checks its claims on the states that are met.
  ///
  /// @throws UnknownNameException if a claim was asked for that the model does not make, or a
  ///     weight given to a rule that it does not have
  /// @throws dev.plimsoll.checker.kernel.ImpureRuleException if a rule or claim turns out not to be
  ///     a function of what it reads
  public static SimulationResult run(Model model, SimulationOptions options) {
    return new Simulation(model, options).run();
  }

  private static List<Integer> weights(Model model, SimulationOptions options) {
    var rules = model.rules().stream().map(rule -> rule.name()).toList();
    for (var rule : options.weights().keySet()) {
      if (!rules.contains(rule)) {
        throw new UnknownNameException("rule", rule, rules);
      }
    }
    return rules.stream().map(rule -> options.weights().getOrDefault(rule, 1)).toList();
  }

  private SimulationResult run() {
    var threads =
        Executors.newFixedThreadPool(options.workers(), Thread.ofPlatform().daemon().factory());
    try {
      work(threads);
    } finally {
      ledger.close();
      threads.shutdownNow();
    }
    return new Report(options, plan.program(), claims, ledger, stop).result();
  }

  private void work(ExecutorService threads) {
    var tasks = new ArrayList<Future<?>>();
    for (var i = 0; i < options.workers(); i++) {
      tasks.add(threads.submit(this::makeRuns));
    }
    tasks.forEach(this::await);
  }

  private void makeRuns() {
    try {
      var run =
          switch (options.mode()) {
            case WALKS -> new RandomWalk(plan, ledger::isWanted);
            case SWARM -> new BoundedSearch(plan, ledger::isWanted);
          };
      for (var number = ledger.take(); number > 0; number = ledger.take()) {
        ledger.give(run.make(number));
      }
    } catch (OutOfMemoryError e) {
      stop.fail(
          "the Java heap was exhausted: it may have %,d MB"
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
      ledger.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      ledger.close(); // others may be waiting for this run
      throw e;
    }
  }

  private void await(Future<?> task) {
    while (true) {
      try {
        task.get(options.progressInterval().toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        options.progress().accept(ledger.progress());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
