package dev.plimsoll.checker.search;

import dev.plimsoll.checker.kernel.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one thread found wrong in a level: for each claim or rule, the indexes of the states.
final class Findings {

  /// States that violate a claim, by claim.
  final Map<Integer, Ints> violated = new TreeMap<>();

  /// States without a step, by the claim that says there are none.
  final Map<Integer, Ints> deadlocked = new TreeMap<>();

  /// States on which a claim threw an exception, by claim.
  final Map<Integer, Ints> failedClaims = new TreeMap<>();

  /// States on which a rule threw an exception, by rule.
  final Map<Integer, Ints> failedRules = new TreeMap<>();

  boolean isEmpty() {
    return kinds().stream().allMatch(Map::isEmpty);
  }

  private List<Map<Integer, Ints>> kinds() {
    return List.of(violated, deadlocked, failedClaims, failedRules);
  }

  static void add(Map<Integer, Ints> kind, int key, int state) {
    kind.computeIfAbsent(key, claimOrRule -> new Ints()).add(state);
  }

  /// What all of some threads found.
  static Findings merged(List<Findings> parts) {
    var all = new Findings();
    for (var part : parts) {
      var from = new ArrayList<>(part.kinds());
      var into = new ArrayList<>(all.kinds());
      for (var kind = 0; kind < from.size(); kind++) {
        for (var entry : from.get(kind).entrySet()) {
          for (var state : entry.getValue().toArray()) {
            add(into.get(kind), entry.getKey(), state);
          }
        }
      }
    }
    return all;
  }
}
