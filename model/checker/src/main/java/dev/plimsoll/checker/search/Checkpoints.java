package dev.plimsoll.checker.search;

import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.checkpoint.CheckpointException;
import dev.plimsoll.checker.checkpoint.Checkpointing;
import dev.plimsoll.checker.kernel.Journal;
import dev.plimsoll.checker.kernel.Profiles;
import dev.plimsoll.checker.kernel.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what a search has reached in a file, between two rounds of its threads, and goes on from
/// there.
///
/// How states were reached is not kept: those to be expanded are expanded in full, as if nothing
/// were known of the steps that led to them (see {@link Expander}).
final class Checkpoints {

  private final Checkpointing options;
  private final Program program;
  private final StateStore store;
  private final List<Worker> workers;
  private final LevelSteps steps;
  private final Profiles profiles;
  private final @Nullable Reduction reduction;
  private final Stop stop;
  private final Journal journal;

  /// @param program one that has made its initial states and nothing more
  Checkpoints(
      Checkpointing options,
      Program program,
      StateStore store,
      List<Worker> workers,
      LevelSteps steps,
      Profiles profiles,
      @Nullable Reduction reduction,
      Stop stop) {
    this.options = options;
    this.program = program;
    this.store = store;
    this.workers = workers;
    this.steps = steps;
    this.profiles = profiles;
    this.reduction = reduction;
    this.stop = stop;
    journal = program.keepJournal();
    if (reduction != null) {
      journal.noteAll();
    }
    if (!options.resume()) {
      Archive.prepare(options.directory());
    }
    schedule();
  }

  /// Has threads pause again in a while.
  void schedule() {
    stop.pauseAfter(options.interval());
  }

  boolean isToResume() {
    return options.resume();
  }

  /// Notes that the search begins again, with all that was learned by now.
  void beginAgain() {
    journal.mark();
  }

  /// Keeps what was reached. No thread may be at work.
  ///
  /// @param levels how many states each level has, the one that is expanded the last
  void save(List<Long> levels, Level level) {
    Archive.write(
        options.directory(),
        out -> {
          out.text(options.subject());
          out.number(stop.elapsed().toNanos());
          out.numbers(levels.stream().mapToLong(states -> states).toArray());
          save(level.rest(), out);
          save(workers.stream().flatMap(worker -> worker.added().stream()).toList(), out);
          out.number(workers.stream().mapToLong(worker -> worker.expanded.get()).sum());
          out.numbers(steps.fired());
          out.numbers(seen());
          steps.save(out);
          profiles.save(out);
          journal.save(out);
          if (reduction != null) {
            reduction.save(out);
          }
          store.save(out);
        });
  }

  private static void save(List<Chunk> chunks, Archive.Writer out) {
    var filled = chunks.stream().filter(chunk -> chunk.size > 0).toList();
    out.number(filled.size());
    filled.forEach(chunk -> chunk.save(out));
  }

  private int[] seen() {
    var seen = new int[program.model().claims().size()];
    Arrays.setAll(seen, claim -> workers.stream().anyMatch(worker -> worker.seen[claim]) ? 1 : 0);
    return seen;
  }

  /// Goes on from what is kept.
  ///
  /// @param levels to be filled, see {@link #save}
  /// @return the states of the last level that are still to be expanded
  List<Chunk> restore(List<Long> levels) {
    var rest = new ArrayList<Chunk>();
    Archive.read(
        options.directory(),
        in -> {
          checkSubject(in.text());
          stop.addElapsed(Duration.ofNanos(in.number()));
          for (var states : in.longs()) {
            levels.add(states);
          }
          rest.addAll(restore(in));
          var added = restore(in);
          var expanded = in.number();
          var fired = in.longs();
          var seen = in.integers();
          workers.getFirst().restore(added, expanded, fired, seen);
          steps.restore(in);
          profiles.restore(in);
          if (reduction == null) {
            journal.replay(in, () -> {});
          } else {
            journal.replay(in, reduction::beginAgain);
            reduction.restore(in);
          }
          store.restore(in);
        });
    return rest;
  }

  private void checkSubject(String subject) {
    if (!subject.equals(options.subject())) {
      throw new CheckpointException(
          "%s: the checkpoint is of \"%s\", not of \"%s\""
              .formatted(options.directory(), subject, options.subject()));
    }
  }

  private static List<Chunk> restore(Archive.Reader in) {
    var chunks = new ArrayList<Chunk>();
    for (var left = in.number(); left > 0; left--) {
      chunks.add(new Chunk(in));
    }
    return chunks;
  }

  /// Takes the file away: the search is done.
  void remove() {
    Archive.remove(options.directory());
  }
}
