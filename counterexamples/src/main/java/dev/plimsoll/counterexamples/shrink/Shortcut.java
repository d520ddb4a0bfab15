package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Surroundings.Reached;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Looks for a shorter way around a path, breadth-first from its states: to a later one, or to
/// something wrong that is nearer.
final class Shortcut {

  private final Ground ground;
  private final Path path;
  private final Map<Position, List<Integer>> places = new HashMap<>();

  /// The path with the way that saves most.
  private Path shorter;

  private Shortcut(Ground ground, Path path) {
    this.ground = ground;
    this.path = path;
    shorter = path;
    for (var place = path.length(); place >= 0; place--) {
      places.computeIfAbsent(path.positions().get(place), _ -> new ArrayList<>()).add(place);
    }
  }

  /// The path with the one shortcut that saves most, or as it is.
  ///
  /// @param most how many states are looked at from each state of the path
  static Path around(Path path, Ground ground, int most) {
    var shortcut = new Shortcut(ground, path);
    for (var place = 0; place < path.length(); place++) {
      var from = place;
      ground.search(
          path.positions().get(from),
          most,
          action -> true,
          (state, isWrong) -> shortcut.consider(from, state, isWrong));
    }
    return shortcut.shorter;
  }

  /// The path with the one shortcut that saves most, or as it is, where fewer of its states are
  /// looked around, but farther: the nearer to the end, the closer together, and the first one.
  ///
  /// @param most how many states are looked at in all
  static Path ahead(Path path, Ground ground, int most) {
    var shortcut = new Shortcut(ground, path);
    var left = new AtomicInteger(most);
    for (var steps = 1; steps < path.length(); steps = Math.max(steps + 1, steps * 3 / 2)) {
      shortcut.search(path.length() - steps, left);
    }
    shortcut.search(0, left);
    return shortcut.shorter;
  }

  private void search(int from, AtomicInteger left) {
    ground.search(
        path.positions().get(from),
        Math.max(1, left.get() / 2),
        action -> true,
        (state, isWrong) -> {
          left.decrementAndGet();
          return consider(from, state, isWrong);
        });
  }

  /// @return whether a better way may come yet
  private boolean consider(int from, Reached state, boolean isWrong) {
    if (isWrong) {
      take(from, state, path.length());
    }
    for (var to : places.getOrDefault(state.position(), List.of())) {
      take(from, state, to);
    }
    return from + state.steps() < shorter.length();
  }

  private void take(int from, Reached state, int to) {
    if (from + state.steps() + path.length() - to < shorter.length()) {
      var around = path.upTo(from).then(ground.walk(state));
      var whole = to == path.length() ? around : around.then(path.from(to));
      shorter = ground.isReached(whole) ? whole : shorter;
    }
  }
}
