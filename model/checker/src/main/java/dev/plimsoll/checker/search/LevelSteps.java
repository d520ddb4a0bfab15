package dev.plimsoll.checker.search;

import dev.plimsoll.checker.checkpoint.Archive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many steps each rule makes, and how many of them out of the states of each level: what the
/// threads count anyway, looked at between two levels.
final class LevelSteps {

  /// The most levels that are told apart: a row for each is kept.
  static final int MOST = 10_000;

  private final List<Worker> workers;
  private final List<long[]> rows = new ArrayList<>();

  /// Steps of the levels that are done.
  private long[] done;

  /// @param rules how many there are
  LevelSteps(List<Worker> workers, int rules) {
    this.workers = workers;
    done = new long[rules];
  }

  /// The steps so far, by rule.
  long[] fired() {
    var fired = new long[done.length];
    workers.forEach(worker -> Arrays.setAll(fired, rule -> fired[rule] + worker.fired()[rule]));
    return fired;
  }

  /// Closes a level: what has happened since the last one was closed belongs to it.
  void close() {
    var fired = fired();
    if (rows.size() < MOST) {
      var row = new long[fired.length];
      Arrays.setAll(row, rule -> fired[rule] - done[rule]);
      rows.add(row);
    }
    done = fired;
  }

  /// For each level that was expanded, the first {@link #MOST} of them: the steps by rule.
  List<long[]> rows() {
    return rows;
  }

  /// Forgets all levels; the threads have forgotten what they counted.
  void clear() {
    rows.clear();
    done = new long[done.length];
  }

  void save(Archive.Writer out) {
    out.numbers(done);
    out.number(rows.size());
    rows.forEach(out::numbers);
  }

  void restore(Archive.Reader in) {
    done = in.longs();
    for (var left = in.number(); left > 0; left--) {
      rows.add(in.longs());
    }
  }
}
