package dev.plimsoll.reports.explore;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.reports.explore.Exploration.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A search from a place on, breadth first, which ends after 100,000 states, or ten seconds.
///
/// It executes rules each time, as all exploring does, and is meant to go a little ahead, not to
/// take the place of `check`.
///
/// @param exploration of the model
/// @param from where it begins
record Wander(Exploration exploration, Place from) {

  private static final int MOST_STATES = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How a state was found.
  ///
  /// @param before the state before; null for the one that it began with
  /// @param number of the step from there
  private record Found(Explorer.@Nullable Position before, int number) {}

  /// What a search has come to.
  ///
  /// @param path to what was sought; empty if it was not found
  /// @param states how many were looked at
  /// @param isWhole whether that was all there are
  record Answer(Optional<List<Integer>> path, int states, boolean isWhole) {}

  /// What is said of a claim about states.
  ///
  /// @param path to a state that violates it, or, of `sometimes`, that passes; empty if none was
  ///     found
  record Verdict(Claim claim, Optional<List<Integer>> path) {}

  /// The first state after this one that is as is wanted.
  Answer find(Predicate<Explorer.Position> isWanted) {
    var found = new LinkedHashMap<Explorer.Position, Found>();
    var sought = new ArrayList<Explorer.Position>();
    var isWhole =
        visit(
            found,
            position -> {
              if (!position.equals(from.position()) && isWanted.test(position)) {
                sought.add(position);
              }
              return sought.isEmpty();
            });
    return new Answer(
        sought.stream().findFirst().map(position -> path(position, found)), found.size(), isWhole);
  }

  /// What is said of every claim about states, from this state on.
  ///
  /// @param verdicts filled in order of declaration
  /// @return how far it went
  Answer judge(List<Verdict> verdicts) {
    var open = new ArrayList<Claim>();
    exploration.configured().model().claims().stream()
        .filter(claim -> claim.kind() != Claim.Kind.LIVENESS)
        .forEach(open::add);
    var claims = List.copyOf(open);
    var decided = new HashMap<Claim, Explorer.Position>();
    var found = new LinkedHashMap<Explorer.Position, Found>();
    var isWhole =
        visit(
            found,
            position -> {
              open.removeIf(
                  claim -> {
                    var isSo = exploration.isSo(claim, position);
                    var isDecided = isSo == (claim.kind() == Claim.Kind.SOMETIMES);
                    if (isDecided) {
                      decided.put(claim, position);
                    }
                    return isDecided;
                  });
              return !open.isEmpty();
            });
    claims.forEach(
        claim ->
            verdicts.add(
                new Verdict(
                    claim, Optional.ofNullable(decided.get(claim)).map(it -> path(it, found)))));
    return new Answer(Optional.empty(), found.size(), isWhole);
  }

  /// Visits states as long as the visitor wants more of them.
  ///
  /// @param found filled with how each was found
  /// @return whether all were visited
  private boolean visit(
      SequencedMap<Explorer.Position, Found> found, Predicate<Explorer.Position> visitor) {
    var frontier = new ArrayDeque<Explorer.Position>();
    found.put(from.position(), new Found(null, 0));
    frontier.add(from.position());
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!frontier.isEmpty()) {
      var position = frontier.remove();
      if (!visitor.test(position) || System.nanoTime() > end) {
        return false;
      }
      var steps = exploration.steps(position);
      for (var number = 0; number < steps.size(); number++) {
        var target = steps.get(number).target();
        if (!found.containsKey(target)) {
          if (found.size() >= MOST_STATES) {
            return false;
          }
          found.put(target, new Found(position, number));
          frontier.add(target);
        }
      }
    }
    return true;
  }

  private List<Integer> path(Explorer.Position position, Map<Explorer.Position, Found> found) {
    var numbers = new ArrayDeque<Integer>();
    var how = found.get(position);
    while (how != null && how.before() != null) {
      numbers.addFirst(how.number());
      how = found.get(how.before());
    }
    var path = new ArrayList<>(from.path());
    path.addAll(numbers);
    return path;
  }
}
