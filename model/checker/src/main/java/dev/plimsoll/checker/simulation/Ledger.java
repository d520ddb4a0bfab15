package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.search.Stop;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hands out the numbers of runs, and takes down what comes of them in the order of their numbers:
/// so all that is told is what one thread would tell that made them one after another, and ended
/// with the first in which something is wrong.
final class Ledger {

  /// How many numbers are handed out past the first run that is not taken down. What comes of the
  /// others waits.
  private static final int MOST_AHEAD = 64;

  private final SimulationOptions options;
  private final Stop stop;
  private final Map<Long, Made> waiting = new HashMap<>();
  private final StateCount states = new StateCount(StateCount.MOST_EXACT);
  private final long[] fired;
  private final BitSet seen = new BitSet();
  private long next = 1;
  private long made;
  private long steps;
  private long lengths;
  private int shortest;
  private int longest;
  private long rested;
  private @Nullable Finding finding;

  /// No run after this one is of interest.
  private volatile long last;

  /// @param rules how many the model has
  Ledger(SimulationOptions options, int rules, Stop stop) {
    this.options = options;
    this.stop = stop;
    last = options.runs();
    fired = new long[rules];
  }

  // ---- for those who make runs

  /// The number of a run that is to be made; 0 where there is none any more.
  synchronized long take() throws InterruptedException {
    while (isWanted(next) && next > made + MOST_AHEAD) {
      wait();
    }
    return isWanted(next) ? next++ : 0;
  }

  /// Whether a run is to be begun, or to go on.
  boolean isWanted(long number) {
    return number <= last && !stop.isStopped();
  }

  /// Takes down what has come of a run, when its turn comes.
  synchronized void give(Made run) {
    if (run.finding != null) {
      last = Math.min(last, run.number);
    }
    waiting.put(run.number, run);
    var due = waiting.remove(made + 1);
    while (due != null && finding == null) {
      takeDown(due);
      due = waiting.remove(made + 1);
    }
    notifyAll();
  }

  private void takeDown(Made run) {
    made++;
    steps += run.steps;
    lengths += run.longest;
    shortest = made == 1 ? run.longest : Math.min(shortest, run.longest);
    longest = Math.max(longest, run.longest);
    rested += run.rested ? 1 : 0;
    for (var rule = 0; rule < fired.length; rule++) {
      fired[rule] += run.fired[rule];
    }
    seen.or(run.seen);
    run.states.forEach(states::add);
    finding = run.finding;
  }

  /// Wants no more runs.
  synchronized void close() {
    last = 0;
    notifyAll();
  }

  // ---- what was taken down

  synchronized SimulationOptions.Progress progress() {
    return new SimulationOptions.Progress(stop.elapsed(), runs(), steps, states.count());
  }

  synchronized Runs runs() {
    return new Runs(
        options.mode(),
        options.seed(),
        options.runs(),
        options.length(),
        made,
        shortest,
        longest,
        lengths,
        rested,
        states.isExact());
  }

  synchronized long steps() {
    return steps;
  }

  synchronized long distinct() {
    return states.count();
  }

  synchronized long fired(int rule) {
    return fired[rule];
  }

  synchronized boolean hasSeen(int claim) {
    return seen.get(claim);
  }

  synchronized @Nullable Finding finding() {
    return finding;
  }
}
