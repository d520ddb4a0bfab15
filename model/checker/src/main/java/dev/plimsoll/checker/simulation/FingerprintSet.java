package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.memory.Words;
import java.util.Arrays;

/// A set of fingerprints: numbers other than 0.
final class FingerprintSet {

  private long[] table = new long[1 << 10];
  private int size;

  /// Adds one.
  ///
  /// @return whether it is new
  boolean add(long fingerprint) {
    if (2 * (size + 1) > table.length) {
      grow();
    }
    var added = put(fingerprint);
    size += added ? 1 : 0;
    return added;
  }

  private boolean put(long fingerprint) {
    var mask = table.length - 1;
    var at = (int) (Words.mix(fingerprint) >>> Integer.SIZE) & mask;
    while (table[at] != 0) {
      if (table[at] == fingerprint) {
        return false;
      }
      at = (at + 1) & mask;
    }
    table[at] = fingerprint;
    return true;
  }

  private void grow() {
    var before = table;
    table = new long[2 * before.length];
    for (var fingerprint : before) {
      if (fingerprint != 0) {
        put(fingerprint);
      }
    }
  }

  int size() {
    return size;
  }

  /// All of them, in no order.
  long[] toArray() {
    return Arrays.stream(table).filter(fingerprint -> fingerprint != 0).toArray();
  }
}
