package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Explorer.Transition;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.Surroundings;
import dev.plimsoll.checker.search.Surroundings.Reached;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A model in which traces are walked, and what they are to come to. Where a rule throws an
/// exception there is no way on; after an interruption there is none anywhere.
final class Ground {

  private final Explorer explorer;
  private final Goal goal;
  private final Surroundings surroundings;
  private final Interruption interruption;
  private final IntConsumer observer;
  private final Map<Position, List<Transition>> successors = new HashMap<>();

  /// @param observer told now and then of how many steps there are
  Ground(Explorer explorer, Goal goal, Interruption interruption, IntConsumer observer) {
    this.explorer = explorer;
    this.goal = goal;
    this.interruption = interruption;
    this.observer = observer;
    surroundings = goal.surroundings();
  }

  private boolean isInterrupted() {
    return interruption.isRequested();
  }

  boolean isReached(Path path) {
    return goal.isReached(path.positions());
  }

  /// Tells the observer how long a path is.
  void tell(Path path) {
    observer.accept(path.length());
  }

  /// Every step out of a position, in the order of the model.
  List<Transition> successors(Position position) {
    return isInterrupted()
        ? List.of()
        : successors.computeIfAbsent(
            position, from -> unlessThrown(() -> explorer.successors(from)));
  }

  /// Every step of one rule out of a position, in the order of the model.
  List<Transition> successors(Position position, String rule) {
    return isInterrupted() ? List.of() : unlessThrown(() -> explorer.successors(position, rule));
  }

  /// Where a step leads that an action describes: nowhere where it is not possible.
  List<Position> after(Position position, Trace.Action action) {
    return unlessThrown(() -> explorer.after(position, action));
  }

  private static <T> List<T> unlessThrown(Supplier<List<T>> steps) {
    try {
      return steps.get();
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return List.of();
    }
  }

  /// Searches around a position: see {@link Surroundings}.
  void search(
      Position start, int most, Predicate<Trace.Action> isWanted, Surroundings.Visitor visitor) {
    surroundings.search(
        start,
        most,
        isWanted,
        (state, isWrong) -> visitor.reached(state, isWrong) && !isInterrupted());
  }

  /// Walks to a state that was reached in a search, from where it started.
  Path walk(Reached state) {
    var way = state.way();
    var path = new Path(way.subList(0, 1), List.of());
    for (var next : way.subList(1, way.size())) {
      var step = explorer.between(path.last(), next);
      path = path.then(step.orElseThrow());
    }
    return path;
  }

  /// Walks a trace as it is.
  ///
  /// @return the path up to where it comes to what is wrong, without steps in which nothing happens
  /// @throws IllegalArgumentException if it does not, or is no behaviour of the model
  Path walk(Trace trace) {
    var positions = explorer.follow(trace);
    for (var end = 0; end < positions.size(); end++) {
      if (goal.isReached(positions.subList(0, end + 1))) {
        return path(trace, positions.subList(0, end + 1));
      }
    }
    if (positions.size() < trace.length()) {
      throw new IllegalArgumentException(
          "The trace is no behaviour of the model: step %d, %s, does not fit"
              .formatted(positions.size(), trace.steps().get(positions.size()).action()));
    }
    return closed(trace, positions)
        .filter(this::isReached)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The trace does not come to what is said to be wrong"));
  }

  /// The path of a trace and the step that leads back to where it is repeated from.
  private Optional<Path> closed(Trace trace, List<Position> positions) {
    var loop = trace.loop();
    return loop == null
        ? Optional.empty()
        : explorer
            .between(positions.getLast(), positions.get(loop))
            .map(path(trace, positions)::then);
  }

  private static Path path(Trace trace, List<Position> positions) {
    var kept = new ArrayList<>(positions.subList(0, 1));
    var actions = new ArrayList<Trace.Action>();
    for (var i = 1; i < positions.size(); i++) {
      var action = trace.steps().get(i).action();
      if (action != null) {
        kept.add(positions.get(i));
        actions.add(action);
      }
    }
    return new Path(kept, actions);
  }

  /// Walks on from a path, passing over what is not possible.
  ///
  /// @param loosely whether to make, instead of a step that is not possible, one of the same rule
  ///     that is most alike
  /// @return the path up to where it comes to what is wrong; nothing if it does not
  Optional<Path> walk(Path from, List<Trace.Action> actions, boolean loosely) {
    if (isReached(from)) {
      return Optional.of(from);
    }
    var positions = new ArrayList<>(from.positions());
    var made = new ArrayList<>(from.actions());
    for (var action : actions) {
      if (isInterrupted()) {
        break;
      }
      var step = step(positions.getLast(), action, loosely);
      if (step.isPresent()) {
        positions.add(step.get().target());
        made.add(step.get().action());
        if (goal.isReached(positions)) {
          return Optional.of(new Path(positions, made));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Transition> step(Position position, Trace.Action action, boolean loosely) {
    var exact = after(position, action).stream().findFirst();
    if (exact.isPresent() || !loosely) {
      return exact.map(target -> new Transition(action, target));
    }
    return unlessThrown(() -> explorer.successors(position, action.rule())).stream()
        .filter(step -> Likeness.difference(action, step.action()) < Likeness.UNLIKE)
        .min(Comparator.comparingInt(step -> Likeness.difference(action, step.action())));
  }
}
