package dev.plimsoll.checker.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Small maps from message numbers to contents numbers, each a bare array: read by many threads
/// without a lock, written by one at a time.
///
/// Pairs (key + 1, value) in an open-addressing table, so that a look-up touches one line of cache;
/// the last element is the number of pairs. A value is written before its key.
final class Successors {

  /// What {@link #get} says of a key that was never put.
  static final int UNKNOWN = -2;

  /// The map without pairs.
  static final int[] NOTHING = new int[3];

  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

  static int get(int[] map, int key) {
    var mask = map.length - 3;
    var at = (key << 1) & mask;
    while (true) {
      var found = (int) ELEMENT.getAcquire(map, at);
      if (found == key + 1) {
        return map[at + 1];
      }
      if (found == 0) {
        return UNKNOWN;
      }
      at = (at + 2) & mask;
    }
  }

  /// The map with a pair whose key it lacks: the same array where there is room.
  static int[] with(int[] map, int key, int value) {
    var size = map[map.length - 1] + 1;
    var roomy = 4 * size <= map.length - 1 ? map : grown(map);
    place(roomy, key + 1, value);
    roomy[roomy.length - 1] = size;
    return roomy;
  }

  private static int[] grown(int[] map) {
    var larger = new int[Math.max(8, 2 * (map.length - 1)) + 1];
    for (var at = 0; at < map.length - 1; at += 2) {
      if (map[at] != 0) {
        place(larger, map[at], map[at + 1]);
      }
    }
    return larger;
  }

  private static void place(int[] map, int keyPlusOne, int value) {
    var mask = map.length - 3;
    var at = ((keyPlusOne - 1) << 1) & mask;
    while (map[at] != 0) {
      at = (at + 2) & mask;
    }
    map[at + 1] = value;
    ELEMENT.setRelease(map, at, keyPlusOne);
  }

  private Successors() {}
}
