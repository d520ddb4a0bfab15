package dev.plimsoll.etcd.linearizability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// What clients of one etcd called, and were answered. The store is empty at the start.
///
/// @param calls in any order
public record History(List<Call<Operation, Answer>> calls) {

  public History {
    calls = List.copyOf(calls);
  }

  /// The calls about some keys, of which no other call is.
  public record Part(
      SortedSet<String> keys,
      List<Call<Operation, Answer>> calls,
      Verdict<Operation, Answer> verdict) {

    public Part {
      calls = List.copyOf(calls);
    }
  }

  /// Decides for all keys, one by one, or together where a transaction is about several: a history
  /// is linearizable if each part is (Horn and Kroening 2015).
  ///
  /// @param isTimeUp asked now and then; once true, what is not decided remains so
  /// @return the parts, by key
  public List<Part> check(Reads reads, BooleanSupplier isTimeUp) {
    var parts = new ArrayList<Part>();
    var byKeys = new TreeMap<String, List<Call<Operation, Answer>>>();
    var groups = groups();
    for (var call : calls) {
      call.operation()
          .keys()
          .findFirst()
          .ifPresent(
              key -> byKeys.computeIfAbsent(find(groups, key), _ -> new ArrayList<>()).add(call));
    }
    for (var part : byKeys.values()) {
      var keys = new TreeSet<String>();
      part.forEach(call -> call.operation().keys().forEach(keys::add));
      var countsRevisions =
          part.stream()
              .flatMap(call -> call.response().stream())
              .anyMatch(answer -> answer.revision().isPresent());
      var checker = new Linearizability<>(new KeyValues(reads, countsRevisions), isTimeUp);
      parts.add(new Part(keys, part, checker.check(part)));
    }
    parts.sort(Comparator.comparing(part -> part.keys().first()));
    return parts;
  }

  /// The first two calls whose revisions disagree, whatever their keys: a later answer has no
  /// earlier revision, that of a later write is greater, and no two writes have the same.
  /// Serializable reads may be at an earlier one. Or a write without an answer that is seen, and
  /// for which all such writes together leave no revision.
  public Optional<Disagreement> disagreement() {
    return RevisionOrder.disagreement(calls).or(() -> RevisionGaps.disagreement(calls));
  }

  /// Keys that a call is about together have the same representative.
  private Map<String, String> groups() {
    var groups = new HashMap<String, String>();
    for (var call : calls) {
      var keys = call.operation().keys().toList();
      keys.forEach(key -> groups.put(find(groups, key), find(groups, keys.getFirst())));
    }
    return groups;
  }

  private static String find(Map<String, String> groups, String key) {
    var root = key;
    for (var above = groups.get(root); above != null && !above.equals(root); ) {
      root = above;
      above = groups.get(root);
    }
    groups.put(key, root);
    return root;
  }
}
