package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.etcd.mvcc.KeyRange;
import java.util.Map;

/// The writes that end a recording.
///
/// @param revisions at which each key was written
record Ends(Map<String, Integer> revisions) {

  Ends {
    revisions = Map.copyOf(revisions);
  }

  /// The last at which one of some keys was written; 0 for none.
  int of(KeyRange keys) {
    return revisions.entrySet().stream()
        .filter(each -> keys.contains(each.getKey()))
        .mapToInt(Map.Entry::getValue)
        .max()
        .orElse(0);
  }
}
