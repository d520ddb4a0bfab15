package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.memory.WordList;
import dev.plimsoll.checker.symmetry.Canonical;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds, among the shortest paths to some states, the one that comes first: at each step the first
/// rule in order of declaration, then the first argument, then the first choice.
///
/// The search keeps no predecessors: they would cost memory, and which of several was first is a
/// matter of luck with many threads. Instead the levels are walked backwards once, marking the
/// states from which a marked state of the next level is reached, and then forwards along marked
/// states. The answer depends on the model alone. Where states stand for their orbits, orbits are
/// marked, and the way forwards is one of real steps between states that are in them.
final class TraceFinder {

  private final Program program;
  private final StateStore store;
  private final Explorer explorer;
  private final @Nullable Canonical canonical;

  /// A state on a path.
  ///
  /// @param action null for the first
  record PathStep(Trace.@Nullable Action action, Explorer.Position position) {}

  /// @param canonical see {@link Expander}
  TraceFinder(Program program, StateStore store, @Nullable Canonical canonical) {
    this.program = program;
    this.store = store;
    this.canonical = canonical;
    explorer = new Explorer(program);
  }

  Explorer explorer() {
    return explorer;
  }

  /// The first among the shortest traces to one of some states of a level.
  ///
  /// @param level counted from 0
  Trace find(int level, WordList states) {
    return trace(path(level, states));
  }

  /// The same where it is not known of which levels they are.
  ///
  /// @param depth how many levels there are
  Trace find(WordList states, int depth) {
    for (var level = 0; level < depth; level++) {
      var tag = store.tag(level);
      var perhaps = new WordList();
      states.forEach(
          word -> {
            if (store.tagOf(word) == tag) {
              perhaps.add(word);
            }
          });
      var path = perhaps.size() == 0 ? Optional.<List<PathStep>>empty() : search(level, perhaps);
      if (path.isPresent()) {
        return trace(path.get());
      }
    }
    throw new IllegalStateException("A state is on none of the levels");
  }

  Trace trace(List<PathStep> path) {
    return new Trace(
        path.stream()
            .map(step -> new Trace.Step(step.action(), step.position().values()))
            .toList());
  }

  List<PathStep> path(int level, WordList states) {
    return search(level, states)
        .orElseThrow(() -> new IllegalStateException("No initial state is marked"));
  }

  /// @return empty if none of the states is of this level
  private Optional<List<PathStep>> search(int level, WordList states) {
    store.enter();
    try {
      return forwards(mark(level, states));
    } finally {
      store.leave();
    }
  }

  /// Along marked states from level to level.
  private Optional<List<PathStep>> forwards(List<Marks> marked) {
    var path = new ArrayList<PathStep>();
    explorer.initial().stream()
        .filter(position -> isMarked(position, marked.getFirst()))
        .findFirst()
        .ifPresent(position -> path.add(new PathStep(null, position)));
    if (path.isEmpty()) {
      return Optional.empty();
    }
    for (var goal : marked.subList(1, marked.size())) {
      path.add(
          explorer.successors(path.getLast().position()).stream()
              .filter(step -> isMarked(step.target(), goal))
              .findFirst()
              .map(step -> new PathStep(step.action(), step.target()))
              .orElseThrow(
                  () -> new IllegalStateException("A marked state has no marked successor")));
    }
    return Optional.of(path);
  }

  private boolean isMarked(Explorer.Position position, Marks marked) {
    var state = position.state().clone();
    if (canonical != null) {
      canonical.apply(state);
    }
    return marked.contains(store.fold(state));
  }

  /// For each level up to the last, its states from which the last is reached by as many steps as
  /// lie between. States of later levels may be marked as well, but not of earlier ones, and a step
  /// leads at most one level on.
  private List<Marks> mark(int last, WordList states) {
    var marked = new ArrayList<Marks>();
    var goal = new Marks();
    marked.add(goal);
    states.forEach(goal::add);
    for (var level = last - 1; level >= 0; level--) {
      var found = new Marks();
      marked.add(found);
      markPredecessors(level, marked.get(marked.size() - 2), found);
    }
    return marked.reversed();
  }

  private void markPredecessors(int level, Marks goal, Marks found) {
    var rules = Dispatch.sort(program.fixed(), program.declared(), false);
    var leads = new boolean[1];
    var expander =
        new Expander(
            program,
            rules,
            store,
            false,
            Successors.KNOWN,
            canonical,
            null,
            batch -> leads[0] = leads[0] || goal.containsAny(batch.words, batch.size));
    store.forEach(
        level,
        word -> {
          leads[0] = false;
          expander.expand(word, Leaf.NO_STEP);
          expander.flush();
          if (leads[0]) {
            found.add(word);
          }
        });
  }
}
