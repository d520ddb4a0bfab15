package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Explorer.Transition;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path through a model that was walked.
///
/// @param positions from an initial one on
/// @param actions each leads from the position at its index to the next
record Path(List<Position> positions, List<Trace.Action> actions) {

  Path {
    positions = List.copyOf(positions);
    actions = List.copyOf(actions);
  }

  /// The number of steps.
  int length() {
    return actions.size();
  }

  Position first() {
    return positions.getFirst();
  }

  Position last() {
    return positions.getLast();
  }

  /// Its beginning.
  ///
  /// @param length how many steps of it
  Path upTo(int length) {
    return new Path(positions.subList(0, length + 1), actions.subList(0, length));
  }

  /// Its end.
  ///
  /// @param start after how many steps it begins
  Path from(int start) {
    return new Path(
        positions.subList(start, positions.size()), actions.subList(start, actions.size()));
  }

  /// The path and one step more.
  Path then(Transition step) {
    return then(new Path(List.of(last(), step.target()), List.of(step.action())));
  }

  /// The path followed by another, which begins where it ends.
  Path then(Path other) {
    var all = new ArrayList<>(positions);
    all.addAll(other.positions.subList(1, other.positions.size()));
    var made = new ArrayList<>(actions);
    made.addAll(other.actions);
    return new Path(all, made);
  }

  /// The path without what leads back to where it was before.
  Path withoutLoops() {
    var places = new HashMap<Position, Integer>();
    for (var place = 0; place <= length(); place++) {
      places.put(positions.get(place), place);
    }
    var kept = new ArrayList<>(List.of(first()));
    var made = new ArrayList<Trace.Action>();
    for (var at = 0; at < length(); at++) {
      at = places.getOrDefault(kept.getLast(), at);
      if (at < length()) {
        made.add(actions.get(at));
        kept.add(positions.get(at + 1));
      }
    }
    return new Path(kept, made);
  }

  /// The path as a trace.
  ///
  /// @param loop the index of the state that follows the last one forever; null where it ends
  Trace toTrace(@Nullable Integer loop) {
    var steps = new ArrayList<Trace.Step>();
    steps.add(new Trace.Step(null, positions.getFirst().values()));
    for (var i = 0; i < length(); i++) {
      steps.add(new Trace.Step(actions.get(i), positions.get(i + 1).values()));
    }
    return new Trace(steps, loop);
  }
}
