package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.Permutation;
import dev.plimsoll.cluster.apiserver.WatchEvent;
import java.util.ArrayList;
import java.util.List;

/// What the controller has asked for and not yet seen happen: while there is anything, its cache is
/// known to be behind, and it leaves the pods alone.
///
/// Source: `pkg/controller/controller_utils.go`, `UIDTrackingControllerExpectations`, v1.30. Left
/// out: that expectations expire after five minutes.
///
/// @param creations how many pods are still to appear
/// @param deletions the pods that are still to disappear, ascending
public record Expectations(int creations, List<Integer> deletions) {

  /// Nothing is expected.
  public static final Expectations NONE = new Expectations(0, List.of());

  public Expectations {
    deletions = List.copyOf(deletions);
  }

  /// Whether all that was asked for has been seen.
  boolean areSatisfied() {
    return creations <= 0 && deletions.isEmpty();
  }

  /// The same where pods have other names.
  public Expectations renamed(Permutation to) {
    return new Expectations(creations, deletions.stream().map(to::of).sorted().toList());
  }

  /// After an event, or after an answer that tells as much.
  Expectations observed(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Added added -> new Expectations(Math.max(0, creations - 1), deletions);
      case WatchEvent.Deleted(var pod) -> {
        var left = new ArrayList<>(deletions);
        left.remove(Integer.valueOf(pod));
        yield new Expectations(creations, left);
      }
    };
  }
}
