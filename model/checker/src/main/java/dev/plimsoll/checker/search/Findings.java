package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.memory.WordList;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/// What one thread found wrong in a level: for each claim or rule, the states, folded.
final class Findings {

  /// States that violate a claim, by claim.
  final Map<Integer, WordList> violated = new TreeMap<>();

  /// States without a step, by the claim that says there are none.
  final Map<Integer, WordList> deadlocked = new TreeMap<>();

  /// States on which a claim threw an exception, by claim.
  final Map<Integer, WordList> failedClaims = new TreeMap<>();

  /// States on which a rule threw an exception, by rule.
  final Map<Integer, WordList> failedRules = new TreeMap<>();

  boolean isEmpty() {
    return kinds().stream().allMatch(Map::isEmpty);
  }

  /// Replaces each state by another.
  void replaceAll(LongUnaryOperator change) {
    kinds().forEach(kind -> kind.values().forEach(states -> states.replaceAll(change)));
  }

  private List<Map<Integer, WordList>> kinds() {
    return List.of(violated, deadlocked, failedClaims, failedRules);
  }

  /// What is told where it is not known how what was found is reached.
  ///
  /// @param searched by the search that was to find that out, and was stopped
  CheckResult withoutTraces(CheckResult searched, Model model) {
    var verdict =
        !failedRules.isEmpty() || !failedClaims.isEmpty()
            ? Verdict.FAILED
            : deadlocked.isEmpty() ? Verdict.VIOLATED : Verdict.DEADLOCK;
    var names = model.claims().stream().map(Claim::name).toList();
    var claims =
        searched.claims().stream()
            .map(claim -> isViolated(names.indexOf(claim.name())) ? untraced(claim) : claim)
            .toList();
    return searched.with(verdict, claims, null);
  }

  private boolean isViolated(int claim) {
    return violated.containsKey(claim) || deadlocked.containsKey(claim);
  }

  private static ClaimResult untraced(ClaimResult claim) {
    return new ClaimResult(claim.name(), claim.kind(), Status.VIOLATED, 0, null);
  }

  static void add(Map<Integer, WordList> kind, int key, long state) {
    kind.computeIfAbsent(key, claimOrRule -> new WordList()).add(state);
  }

  /// What all of some threads found.
  static Findings merged(List<Findings> parts) {
    var all = new Findings();
    for (var part : parts) {
      var from = new ArrayList<>(part.kinds());
      var into = new ArrayList<>(all.kinds());
      for (var kind = 0; kind < from.size(); kind++) {
        for (var entry : from.get(kind).entrySet()) {
          var states = into.get(kind).computeIfAbsent(entry.getKey(), key -> new WordList());
          entry.getValue().forEach(states::add);
        }
      }
    }
    return all;
  }
}
