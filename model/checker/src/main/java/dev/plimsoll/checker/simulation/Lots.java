package dev.plimsoll.checker.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Things of which each has a score, to be drawn one after another: the least score first.
final class Lots<T> {

  /// A heap: no score is less than that of its parent, at half the index; the first is at 1.
  private Object[] things = new Object[16];

  private long[] scores = new long[16];
  private int size;

  void clear() {
    size = 0;
  }

  void add(T thing, long score) {
    size++;
    if (size == scores.length) {
      things = Arrays.copyOf(things, 2 * size);
      scores = Arrays.copyOf(scores, 2 * size);
    }
    var at = size;
    while (at > 1 && scores[at / 2] > score) {
      put(at, things[at / 2], scores[at / 2]);
      at /= 2;
    }
    put(at, thing, score);
  }

  /// Draws the next one; null where there is none.
  @SuppressWarnings("unchecked")
  @Nullable T draw() {
    if (size == 0) {
      return null;
    }
    var drawn = things[1];
    var last = things[size];
    var score = scores[size];
    size--;
    var at = 1;
    for (var child = lesserChild(at); child <= size && scores[child] < score; ) {
      put(at, things[child], scores[child]);
      at = child;
      child = lesserChild(at);
    }
    put(at, last, score);
    return (T) drawn;
  }

  private int lesserChild(int at) {
    var left = 2 * at;
    return left < size && scores[left + 1] < scores[left] ? left + 1 : left;
  }

  private void put(int at, Object thing, long score) {
    things[at] = thing;
    scores[at] = score;
  }
}
