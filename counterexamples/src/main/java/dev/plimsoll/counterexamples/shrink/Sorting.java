package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Explorer.Transition;
import java.util.Optional;

/// Moves steps towards the order of the model: of two that follow one another and could as well be
/// made the other way round, the one whose rule comes first goes first. So traces that differ in
/// nothing else come out the same.
record Sorting(Ground ground) {

  Path sort(Path path) {
    var sorted = path;
    Path before;
    do {
      before = sorted;
      for (var at = 0; at + 1 < sorted.length(); at++) {
        sorted = swapped(sorted, at).orElse(sorted);
      }
    } while (!sorted.actions().equals(before.actions()));
    return sorted;
  }

  /// The path with the step at an index and the next one swapped; nothing where they are in order
  /// or do not commute.
  private Optional<Path> swapped(Path path, int at) {
    var first = path.actions().get(at);
    var second = path.actions().get(at + 1);
    for (var step : ground.successors(path.positions().get(at))) {
      if (step.action().equals(first)) {
        return Optional.empty();
      }
      if (step.action().equals(second)) {
        return swapped(path, at, step);
      }
    }
    return Optional.empty();
  }

  /// @param second the step after the one at the index, made before it
  private Optional<Path> swapped(Path path, int at, Transition second) {
    var ahead = path.upTo(at).then(second);
    if (ground.isReached(ahead)) {
      return Optional.of(ahead);
    }
    var first = path.actions().get(at);
    var rest = path.from(at + 2);
    return ground.after(ahead.last(), first).stream()
        .filter(rest.first()::equals)
        .findFirst()
        .map(meeting -> ahead.then(new Transition(first, meeting)).then(rest))
        .filter(ground::isReached);
  }
}
