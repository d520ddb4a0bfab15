package dev.plimsoll.reports.explore;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.reports.explore.Exploration.Place;
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

/// A search from a place on, breadth first, within bounds.
///
/// About states it executes rules each time, as all exploring does, and is meant to go a little
/// ahead, not to take the place of `check`.
///
/// @param exploration of the model
/// @param from where it begins
/// @param underWay how far it is, and whether it is to end
record Wander(Exploration exploration, Place from, UnderWay underWay) {

  /// How a state was found.
  ///
  /// @param before the state before; null for the one that it began with
  /// @param number of the step from there
  private record Found(Explorer.@Nullable Position before, int number) {}

  /// What a search has come to.
  ///
  /// @param path to what was sought; empty if it was not found
  /// @param states how many were looked at
  /// @param bound why it looked no farther; empty if it had seen all it needed
  record Answer(Optional<List<Integer>> path, long states, Optional<String> bound) {}

  /// What is said of a claim.
  ///
  /// @param path to a state that violates it, or, of `sometimes`, that passes; of a liveness claim,
  ///     to the end of a behaviour that violates it; empty if none was found
  /// @param repeated how many steps at the end of this behaviour are repeated for ever; 0 where
  ///     nothing happens any more, or there is none
  /// @param undecided why nothing is known of it; empty where something is
  record Verdict(
      Claim claim, Optional<List<Integer>> path, int repeated, Optional<String> undecided) {}

  /// The first state after this one that is as is wanted.
  Answer find(Predicate<Explorer.Position> isWanted) {
    var found = new LinkedHashMap<Explorer.Position, Found>();
    var sought = new ArrayList<Explorer.Position>();
    var bound =
        visit(
            found,
            position -> {
              if (!position.equals(from.position()) && isWanted.test(position)) {
                sought.add(position);
              }
              return sought.isEmpty();
            });
    return new Answer(
        sought.stream().findFirst().map(position -> path(position, found)), found.size(), bound);
  }

  /// What is said of every claim, from this state on.
  ///
  /// @param verdicts filled, claims about states first, in order of declaration
  /// @return how far it went for claims about states
  Answer judge(List<Verdict> verdicts) {
    var open = new ArrayList<Claim>();
    exploration.configured().model().claims().stream()
        .filter(claim -> claim.kind() != Claim.Kind.LIVENESS)
        .forEach(open::add);
    var claims = List.copyOf(open);
    var decided = new HashMap<Claim, Explorer.Position>();
    var found = new LinkedHashMap<Explorer.Position, Found>();
    var bound =
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
                    claim,
                    Optional.ofNullable(decided.get(claim)).map(it -> path(it, found)),
                    0,
                    Optional.empty())));
    exploration.decideLiveness(from, underWay).ifPresent(it -> judge(it, verdicts));
    return new Answer(Optional.empty(), found.size(), bound);
  }

  private void judge(CheckResult result, List<Verdict> verdicts) {
    var claims = exploration.configured().model().claims();
    for (var decided : result.claims()) {
      var claim =
          claims.stream().filter(it -> it.name().equals(decided.name())).findFirst().orElseThrow();
      var trace = Optional.ofNullable(decided.trace());
      verdicts.add(
          new Verdict(
              claim,
              trace.map(it -> exploration.along(it, from).path()),
              trace.map(Wander::repeated).orElse(0),
              decided.status() == CheckResult.Status.UNDECIDED
                  ? Optional.of(
                      "%s, after %,d states".formatted(result.stopped(), result.distinct()))
                  : Optional.empty()));
    }
  }

  private static int repeated(Trace trace) {
    var loop = trace.loop();
    return loop == null || loop == trace.length() - 1 ? 0 : trace.length() - loop;
  }

  /// Visits states as long as the visitor wants more of them.
  ///
  /// @param found filled with how each was found
  /// @return why not all were visited; empty if they were, or the visitor wanted no more
  private Optional<String> visit(
      SequencedMap<Explorer.Position, Found> found, Predicate<Explorer.Position> visitor) {
    var frontier = new ArrayDeque<Explorer.Position>();
    found.put(from.position(), new Found(null, 0));
    frontier.add(from.position());
    while (!frontier.isEmpty()) {
      var position = frontier.remove();
      if (!visitor.test(position)) {
        return Optional.empty();
      }
      var bound = underWay.looked(found.size());
      if (bound.isPresent()) {
        return bound;
      }
      var steps = exploration.steps(position);
      for (var number = 0; number < steps.size(); number++) {
        if (found.putIfAbsent(steps.get(number).target(), new Found(position, number)) == null) {
          frontier.add(steps.get(number).target());
        }
      }
    }
    return Optional.empty();
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
