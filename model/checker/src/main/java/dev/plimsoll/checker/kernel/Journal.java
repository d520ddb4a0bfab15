package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.Permutation;
import dev.plimsoll.checker.checkpoint.Archive;
import dev.plimsoll.checker.checkpoint.CheckpointException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Which rules and claims were executed, where, whenever a value came up that had no number yet, or
/// whenever anything was learned.
///
/// Values can be anything, and nobody says how they are written to a file. But they come from rules
/// that are functions of what they read: executed once more on the same states, in the same order,
/// they come up with the same values, and these get the same numbers.
public final class Journal {

  static final int FIXED = 0;
  static final int ON_MESSAGE = 1;
  static final int CLAIM = 2;

  /// A value that was renamed: see {@link Renaming}.
  static final int RENAMED = 3;

  private final Program program;

  /// Of each execution: which memo ({@link Memo#origin}), in what state, and the choices made
  /// first. Of one that was told some answers only: one number more, the answers, the choices.
  private final List<int[]> executions = new ArrayList<>();

  private boolean all;
  private int mark;

  Journal(Program program) {
    this.program = program;
  }

  /// From now on, notes whatever teaches something: so all that is learned is learned again.
  public void noteAll() {
    all = true;
  }

  boolean notesAll() {
    return all;
  }

  /// Marks the place where it is now. No other thread may execute anything.
  public void mark() {
    mark = executions.size();
  }

  /// Notes an execution. Who executes holds this journal's lock, so that entries are in order.
  void add(int[] origin, int[] state, int[] script) {
    executions.addAll(List.of(origin, state, script));
  }

  /// Writes down how all numbers came about. No other thread may execute anything.
  public synchronized void save(Archive.Writer out) {
    out.number(program.claimsRead());
    for (var slot = 0; slot < program.width(); slot++) {
      out.number(program.digest(slot));
    }
    program.domains().forEach(domain -> out.numbers(domain.save()));
    out.number(mark);
    out.number(executions.size());
    executions.forEach(out::numbers);
  }

  /// Brings about the numbers that were written down, in a program where nothing was executed yet
  /// but what made its initial states.
  ///
  /// @param atMark done at the place that was marked last
  /// @throws CheckpointException if they are not the same: the model is another one
  public void replay(Archive.Reader in, Runnable atMark) {
    program.claimsRead(in.number());
    var digests = new long[program.width()];
    for (var slot = 0; slot < digests.length; slot++) {
      digests[slot] = in.number();
    }
    program.domains().forEach(domain -> domain.restore(in.longs()));
    var marked = in.number();
    var count = in.number();
    for (var done = 0L; done <= count; done += 3) {
      if (done == marked) {
        mark();
        atMark.run();
      }
      if (done < count) {
        replay(in.integers(), in.integers(), in.integers());
      }
    }
    for (var slot = 0; slot < digests.length; slot++) {
      if (program.digest(slot) != digests[slot]) {
        throw changed();
      }
    }
  }

  private void replay(int[] origin, int[] state, int[] script) {
    try {
      if (origin[0] == RENAMED) {
        new Renaming(program, origin[1], Permutation.of(script)).value(origin[2], state[0]);
      } else if (origin.length > 3) {
        memo(origin).follow(Answers.of(state, script));
      } else {
        memo(origin).learn(state, script, script.length);
      }
    } catch (IndexOutOfBoundsException | NoSuchElementException e) {
      throw changed();
    }
  }

  private Memo memo(int[] origin) {
    return switch (origin[0]) {
      case FIXED -> program.fixed().get(origin[1]);
      case ON_MESSAGE -> program.onMessage(origin[1]).memo(origin[2]);
      case CLAIM -> program.predicates(program.model().claims().get(origin[1])).get(origin[2]);
      default -> throw changed();
    };
  }

  private static CheckpointException changed() {
    return new CheckpointException(
        "The model is not the one of the checkpoint: its rules and claims make other values, or in"
            + " another order (as sets without an order do)");
  }
}
