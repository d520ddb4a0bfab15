package dev.plimsoll.checker.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A small map from message numbers to contents numbers, read by many threads without a lock and
/// written by one at a time.
///
/// Pairs (key + 1, value) in one array, so that a look-up touches one line of cache. The value is
/// written before its key.
final class Successors {

  /// What {@link #get} says of a key that was never put.
  static final int UNKNOWN = -2;

  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int[] NOTHING = new int[2];

  private volatile int[] pairs = NOTHING;
  private int size;

  int get(int key) {
    var held = pairs;
    var mask = held.length - 2;
    var at = (key << 1) & mask;
    while (true) {
      var found = (int) ELEMENT.getAcquire(held, at);
      if (found == key + 1) {
        return held[at + 1];
      }
      if (found == 0) {
        return UNKNOWN;
      }
      at = (at + 2) & mask;
    }
  }

  /// Puts a key that is not there, or is there with the same value.
  void put(int key, int value) {
    if (get(key) != UNKNOWN) {
      return;
    }
    if (8 * (size + 1) > 3 * pairs.length) {
      var larger = new int[Math.max(8, 2 * pairs.length)];
      for (var at = 0; at < pairs.length; at += 2) {
        if (pairs[at] != 0) {
          place(larger, pairs[at], pairs[at + 1]);
        }
      }
      pairs = larger;
    }
    place(pairs, key + 1, value);
    size++;
  }

  private static void place(int[] into, int keyPlusOne, int value) {
    var mask = into.length - 2;
    var at = ((keyPlusOne - 1) << 1) & mask;
    while (into[at] != 0) {
      at = (at + 2) & mask;
    }
    into[at + 1] = value;
    ELEMENT.setRelease(into, at, keyPlusOne);
  }
}
