package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Explorer.Transition;
import java.util.List;
import java.util.Optional;

/// Makes arguments, messages and choices of steps smaller: of the steps of one rule the one that
/// comes first in the order of the model is made, where the rest can follow as it is, or with steps
/// that are most alike: see {@link Likeness}.
record Lessening(Ground ground) {

  Path lessen(Path path) {
    var least = path;
    for (var at = 0; at < least.length(); at++) {
      least = lessened(least, at).orElse(least);
    }
    return least;
  }

  private Optional<Path> lessened(Path path, int at) {
    return smaller(path, at).stream()
        .flatMap(step -> instead(path, at, step).stream())
        .filter(other -> other.length() <= path.length())
        .findFirst();
  }

  /// The steps of the same rule that come before the one at an index.
  private List<Transition> smaller(Path path, int at) {
    var action = path.actions().get(at);
    return ground.successors(path.positions().get(at), action.rule()).stream()
        .takeWhile(step -> !step.action().equals(action))
        .toList();
  }

  private Optional<Path> instead(Path path, int at, Transition step) {
    var ahead = path.upTo(at).then(step);
    return ground.walk(ahead, path.from(at + 1).actions(), true);
  }
}
