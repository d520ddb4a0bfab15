package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.scheduler.queue.Attempt.Reasons;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What becomes of a pod for which there is no room: it may be nominated for a node where it fits
/// once pods of less priority have gone. Of these as many stay as can, the most important first.
/// The node is the one whose most important victim is least important, then the one where the
/// priorities sum up to least, then the one with the fewest victims.
///
/// Source: `pkg/scheduler/framework/preemption/preemption.go` (`Preempt`, `prepareCandidate`,
/// `pickOneNodeForPreemption`), `framework/plugins/defaultpreemption/default_preemption.go`
/// (`PodEligibleToPreemptOthers`, `SelectVictimsOnNode`), v1.30. Left out: PodDisruptionBudgets,
/// `preemptionPolicy`, and who has started last.
record Preemption(NodeRoom room, SchedulerModel.Bug bug) {

  /// A node and who would have to go there.
  private record Candidate(int node, List<Integer> victims) {}

  /// What may be done for a pod, one of which is chosen.
  List<Attempt> attempts(State state, int pod) {
    if (isWaitingForVictims(state, pod)) {
      return List.of(without(pod, Optional.empty()));
    }
    var candidates = candidates(state, pod);
    if (candidates.isEmpty()) {
      return List.of(without(pod, Optional.of(Optional.empty())));
    }
    var order = order();
    var best = candidates.stream().min(order).orElseThrow();
    return candidates.stream()
        .filter(each -> order.compare(each, best) == 0)
        .map(each -> attempt(state, pod, each))
        .toList();
  }

  /// Whether pods would be preempted although a node is free, which is a mistake.
  boolean isNeedless(State state, int pod) {
    return bug == SchedulerModel.Bug.PREEMPTS_THOUGH_FREE && !candidates(state, pod).isEmpty();
  }

  private static Attempt without(int pod, Optional<Optional<Integer>> nomination) {
    return new Attempt(pod, nomination, List.of(), List.of(), new Reasons(true, true));
  }

  private boolean isWaitingForVictims(State state, int pod) {
    var node = room.pods().get(state, pod).flatMap(PriorityPod::nominated);
    return node.isPresent()
        && room.on(state, node.get()).stream()
            .anyMatch(
                other ->
                    room.priority(other) < room.priority(pod)
                        && room.pods().is(state, other, each -> each.meta().deleting()));
  }

  private List<Candidate> candidates(State state, int pod) {
    return IntStream.range(0, room.nodes().names())
        .mapToObj(node -> new Candidate(node, victims(state, pod, node)))
        .filter(each -> !each.victims().isEmpty())
        .toList();
  }

  /// Pods that must go from a node for a pod to fit; none where that does not help.
  private List<Integer> victims(State state, int pod, int node) {
    var gone =
        room.on(state, node).stream()
            .filter(other -> mayGo(other, pod))
            .sorted(Comparator.comparingInt(other -> -room.priority(other)))
            .toList();
    if (!room.fits(state, pod, node, gone)) {
      return List.of();
    }
    for (var other : List.copyOf(gone)) {
      var fewer = gone.stream().filter(each -> !each.equals(other)).toList();
      if (room.fits(state, pod, node, fewer)) {
        gone = fewer;
      }
    }
    return bug == SchedulerModel.Bug.PREEMPTS_THOUGH_FREE && gone.isEmpty()
        ? room.on(state, node).stream().filter(other -> mayGo(other, pod)).toList()
        : gone.stream().sorted().toList();
  }

  private boolean mayGo(int other, int pod) {
    var less = room.priority(other) - room.priority(pod);
    return bug == SchedulerModel.Bug.PREEMPTS_EQUALS ? less <= 0 : less < 0;
  }

  private Comparator<Candidate> order() {
    return Comparator.comparingInt(
            (Candidate each) ->
                each.victims().stream().mapToInt(name -> room.priority(name)).max().orElse(0))
        .thenComparingInt(
            each -> each.victims().stream().mapToInt(name -> room.priority(name)).sum())
        .thenComparingInt(each -> each.victims().size());
  }

  private Attempt attempt(State state, int pod, Candidate chosen) {
    var priority = room.priority(pod);
    var displaced =
        room.nominatedFor(state, chosen.node()).stream()
            .filter(other -> room.priority(other) < priority)
            .toList();
    var isLower = chosen.victims().stream().allMatch(other -> room.priority(other) < priority);
    var isNeeded =
        room.feasible(state, pod).isEmpty()
            && room.fits(state, pod, chosen.node(), chosen.victims())
            && chosen.victims().stream()
                .allMatch(
                    kept ->
                        !room.fits(
                            state,
                            pod,
                            chosen.node(),
                            chosen.victims().stream().filter(each -> !each.equals(kept)).toList()));
    return new Attempt(
        pod,
        Optional.of(Optional.of(chosen.node())),
        chosen.victims(),
        displaced,
        new Reasons(isLower, isNeeded));
  }
}
