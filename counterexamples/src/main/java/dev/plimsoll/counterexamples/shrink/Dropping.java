package dev.plimsoll.counterexamples.shrink;

import java.util.ArrayList;

/// Drops steps from a path: chunks of them, smaller and smaller, then single ones, each with those
/// that are then not possible any more (after Zeller, Hildebrandt, "Simplifying and Isolating
/// Failure-Inducing Input", IEEE Transactions on Software Engineering 28(2), 2002); from a short
/// path also any two at once, such as the same step of two processes.
///
/// @param loosely whether steps may become others of the same rule: see {@link Likeness}
record Dropping(Ground ground, boolean loosely) {

  /// From a path that is no longer than this, any two steps are dropped.
  private static final int SHORT = 30;

  /// The path without what it does not need: no single step can be dropped from it.
  Path drop(Path path) {
    var shorter = path;
    for (var chunk = path.length() / 2; chunk > 1; chunk /= 2) {
      shorter = dropChunks(shorter, chunk);
      ground.tell(shorter);
    }
    Path before;
    do {
      before = shorter;
      shorter = dropChunks(shorter, 1);
      if (shorter.length() == before.length() && shorter.length() <= SHORT) {
        shorter = dropPair(shorter);
      }
    } while (shorter.length() < before.length());
    return shorter;
  }

  /// From the end to the beginning: what comes late depends on what comes early.
  private Path dropChunks(Path path, int chunk) {
    var shorter = path;
    for (var start = path.length() - chunk; start > -chunk; start -= chunk) {
      var before = shorter.upTo(Math.max(0, start));
      var rest = shorter.actions().subList(start + chunk, shorter.length());
      shorter = ground.walk(before, rest, loosely).orElse(shorter);
    }
    return shorter;
  }

  private Path dropPair(Path path) {
    for (var first = path.length() - 2; first >= 0; first--) {
      for (var second = first + 1; second < path.length(); second++) {
        var rest = new ArrayList<>(path.actions().subList(first + 1, path.length()));
        rest.remove(second - first - 1);
        var shorter = ground.walk(path.upTo(first), rest, loosely);
        if (shorter.isPresent()) {
          return shorter.get();
        }
      }
    }
    return path;
  }
}
