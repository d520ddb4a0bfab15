package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Surroundings.Reached;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks for a shorter way around a path, breadth-first from each of its states: to a later one, or
/// to something wrong that is nearer.
final class Shortcut {

  private final Ground ground;
  private final Path path;
  private final Map<Position, Integer> places = new HashMap<>();

  // the way that saves most
  private int saved;
  private int start;
  private int end;
  private @Nullable Reached way;

  private Shortcut(Ground ground, Path path) {
    this.ground = ground;
    this.path = path;
    for (var place = 0; place <= path.length(); place++) {
      places.put(path.positions().get(place), place);
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
    return shortcut.taken();
  }

  /// @return whether a better way may come yet
  private boolean consider(int from, Reached state, boolean isWrong) {
    var to = isWrong ? path.length() : places.getOrDefault(state.position(), from);
    if (to - from - state.steps() > saved) {
      saved = to - from - state.steps();
      start = from;
      end = to;
      way = state;
    }
    return path.length() - from - state.steps() > saved;
  }

  private Path taken() {
    if (way == null) {
      return path;
    }
    var around = path.upTo(start).then(ground.walk(way));
    return ground.isWrong(around.last()) ? around : around.then(path.from(end));
  }
}
