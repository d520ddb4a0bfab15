package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Hashing;
import dev.plimsoll.checker.kernel.Ints;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds, among the shortest paths to some states, the one that comes first: at each step the first
/// rule in order of declaration, then the first argument, then the first choice.
///
/// The search keeps no predecessors: they would cost memory, and which of several was first is a
/// matter of luck with many threads. Instead the levels are walked backwards once, marking the
/// states from which a marked state of the next level is reached, and then forwards along marked
/// states. The answer depends on the model alone.
final class TraceFinder {

  private static final int FILTER_BITS = 1 << 22;

  private final Program program;
  private final StateStore store;
  private final List<Segments> levels;
  private final Explorer explorer;

  /// A state on a path.
  ///
  /// @param action null for the first
  record PathStep(Trace.@Nullable Action action, Explorer.Position position) {}

  TraceFinder(Program program, StateStore store, List<Segments> levels) {
    this.program = program;
    this.store = store;
    this.levels = levels;
    explorer = new Explorer(program);
  }

  Explorer explorer() {
    return explorer;
  }

  /// The first among the shortest traces to one of some states of a level.
  ///
  /// @param level counted from 0
  Trace find(int level, Ints states) {
    return trace(path(level, states));
  }

  Trace trace(List<PathStep> path) {
    return new Trace(
        path.stream()
            .map(step -> new Trace.Step(step.action(), step.position().values()))
            .toList());
  }

  List<PathStep> path(int level, Ints states) {
    var marked = mark(level, states);
    var path = new ArrayList<PathStep>();
    path.add(
        explorer.initial().stream()
            .filter(position -> isMarked(position, marked.getFirst()))
            .findFirst()
            .map(position -> new PathStep(null, position))
            .orElseThrow(() -> new IllegalStateException("No initial state is marked")));
    for (var next = 1; next <= level; next++) {
      var goal = marked.get(next);
      path.add(
          explorer.successors(path.getLast().position()).stream()
              .filter(step -> isMarked(step.target(), goal))
              .findFirst()
              .map(step -> new PathStep(step.action(), step.target()))
              .orElseThrow(
                  () -> new IllegalStateException("A marked state has no marked successor")));
    }
    return path;
  }

  private boolean isMarked(Explorer.Position position, BitSet marked) {
    var state = position.state();
    var index = store.find(state, 0, Hashing.of(state, 0, program.width()));
    return index >= 0 && marked.get(index);
  }

  /// For each level up to the last, its states from which the last is reached by as many steps as
  /// lie between, as a set of indexes.
  private List<BitSet> mark(int last, Ints states) {
    var marked = new ArrayList<BitSet>();
    var goal = new BitSet();
    for (var i = 0; i < states.size(); i++) {
      goal.set(states.get(i));
    }
    marked.add(goal);
    for (var level = last - 1; level >= 0; level--) {
      marked.add(predecessors(levels.get(level), marked.getLast()));
    }
    Collections.reverse(marked);
    return marked;
  }

  private BitSet predecessors(Segments level, BitSet goal) {
    var filter = filter(goal);
    var found = new BitSet();
    var rules = Dispatch.sort(program.fixed(), program.declared(), false);
    var expander =
        new Expander(program, rules, false, batch -> markParents(batch, filter, goal, found));
    for (var range = 0; range < level.count(); range++) {
      for (var index = level.start(range); index < level.end(range); index++) {
        store.read(index, expander.state());
        expander.expand(index);
      }
    }
    expander.flush();
    return found;
  }

  private void markParents(Batch batch, BitSet filter, BitSet goal, BitSet found) {
    for (var i = 0; i < batch.size; i++) {
      if (!found.get(batch.parents[i]) && filter.get(bit(batch.hashes[i]))) {
        var index = store.find(batch.states, i * program.width(), batch.hashes[i]);
        if (index >= 0 && goal.get(index)) {
          found.set(batch.parents[i]);
        }
      }
    }
  }

  /// Bits of the hashes of the goal's states: most other states are told apart by them alone.
  private BitSet filter(BitSet goal) {
    var filter = new BitSet(FILTER_BITS);
    var state = new int[program.width()];
    goal.stream()
        .forEach(
            index -> {
              store.read(index, state);
              filter.set(bit(Hashing.of(state, 0, state.length)));
            });
    return filter;
  }

  private static int bit(long hash) {
    return (int) (hash ^ (hash >>> 32)) & (FILTER_BITS - 1);
  }
}
