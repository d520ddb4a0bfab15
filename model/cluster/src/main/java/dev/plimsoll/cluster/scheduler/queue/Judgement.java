package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.scheduler.queue.Attempt.Reasons;
import dev.plimsoll.cluster.scheduler.queue.VictimSelection.Candidate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether a preemption is right, by what the scheduler knows: it looks at every node, and at every
/// choice of pods of less priority there.
///
/// @param allowed how many guarded pods may go
/// @param pod for which others would go
record Judgement(NodeRoom room, int allowed, State state, int pod) {

  Reasons of(Candidate chosen) {
    var victims = chosen.victims();
    var node = chosen.node();
    var isLower = victims.stream().allMatch(other -> room.priority(other) < room.priority(pod));
    var isNeeded =
        room.feasible(state, pod).isEmpty()
            && room.fits(state, pod, node, victims)
            && victims.stream().noneMatch(kept -> room.fits(state, pod, node, less(victims, kept)));
    var isMild = violations(victims) == 0 || choices().noneMatch(each -> violations(each) == 0);
    var isLeast =
        choices()
                .filter(each -> !each.isEmpty() && guarded(each) == 0)
                .noneMatch(each -> highest(each) < highest(victims))
            && victims.stream().noneMatch(each -> isReplaceable(node, victims, each));
    return new Reasons(isLower, isNeeded, isMild, isLeast, violations(victims), victims.size());
  }

  /// Sets of pods of less priority whose going would help, on all nodes.
  private Stream<List<Integer>> choices() {
    return IntStream.range(0, room.nodes().names())
        .boxed()
        .flatMap(
            node ->
                subsets(room.lower(state, pod, node)).stream()
                    .filter(gone -> room.fits(state, pod, node, gone)));
  }

  private static List<List<Integer>> subsets(List<Integer> names) {
    return IntStream.range(0, 1 << names.size())
        .mapToObj(
            bits ->
                IntStream.range(0, names.size())
                    .filter(place -> (bits >> place & 1) == 1)
                    .mapToObj(names::get)
                    .toList())
        .toList();
  }

  /// Whether one that was started later, and matters no more, could go in place of a victim; which
  /// of those a budget guards is left to it.
  private boolean isReplaceable(int node, List<Integer> victims, int victim) {
    return !room.isGuarded(victim)
        && room.lower(state, pod, node).stream()
            .filter(other -> !victims.contains(other) && !room.isGuarded(other))
            .filter(other -> room.priority(other) <= room.priority(victim))
            .filter(other -> room.started(state, other) > room.started(state, victim))
            .anyMatch(
                other ->
                    room.fits(
                        state,
                        pod,
                        node,
                        Stream.concat(less(victims, victim).stream(), Stream.of(other)).toList()));
  }

  private static List<Integer> less(List<Integer> names, int name) {
    return names.stream().filter(each -> each != name).toList();
  }

  private int violations(List<Integer> gone) {
    return Math.max(0, guarded(gone) - allowed);
  }

  private int guarded(List<Integer> gone) {
    return (int) gone.stream().filter(room::isGuarded).count();
  }

  private int highest(List<Integer> gone) {
    return gone.stream().mapToInt(name -> room.priority(name)).max().orElse(0);
  }
}
