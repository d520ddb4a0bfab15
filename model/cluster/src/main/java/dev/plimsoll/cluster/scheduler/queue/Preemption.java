package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.scheduler.queue.Attempt.Reasons;
import dev.plimsoll.cluster.scheduler.queue.VictimSelection.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What becomes of a pod for which there is no room: it may be nominated for a node where it fits
/// once pods of less priority have gone. The node is the one with the fewest victims that a budget
/// does not allow to go, then the one whose most important victim is least important, then the one
/// with the fewest victims, then the one where their priorities sum up to least, then the one where
/// the first of the most important victims was started last.
///
/// Kubernetes compares the sum of priorities before the number of victims, but adds 2^31 to each
/// priority, so that fewer victims always make less.
///
/// Source: `pkg/scheduler/framework/preemption/preemption.go` (`Preempt`, `prepareCandidate`,
/// `pickOneNodeForPreemption`), `framework/plugins/defaultpreemption/default_preemption.go`
/// (`PodEligibleToPreemptOthers`), v1.30. Left out: `preemptionPolicy`.
///
/// @param selection who must go from a node
record Preemption(NodeRoom room, VictimSelection selection, Bug bug) {

  /// What may be done for a pod, one of which is chosen.
  List<Attempt> attempts(State state, int pod) {
    if (isWaitingForVictims(state, pod)) {
      return List.of(without(pod, Optional.empty()));
    }
    var candidates = candidates(state, pod);
    if (candidates.isEmpty()) {
      return List.of(without(pod, Optional.of(Optional.empty())));
    }
    return best(state, candidates).stream().map(each -> attempt(state, pod, each)).toList();
  }

  /// Whether pods would be preempted although a node is free, which is a mistake.
  boolean isNeedless(State state, int pod) {
    return bug == Bug.PREEMPTS_THOUGH_FREE && !candidates(state, pod).isEmpty();
  }

  private static Attempt without(int pod, Optional<Optional<Integer>> nomination) {
    return new Attempt(pod, nomination, List.of(), List.of(), Reasons.NONE);
  }

  private boolean isWaitingForVictims(State state, int pod) {
    var node = room.pods().get(state, pod).flatMap(PriorityPod::nominated);
    return node.isPresent()
        && room.lower(state, pod, node.get()).stream()
            .anyMatch(other -> room.pods().is(state, other, each -> each.meta().deleting()));
  }

  private List<Candidate> candidates(State state, int pod) {
    return IntStream.range(0, room.nodes().names())
        .mapToObj(node -> selection.on(state, pod, node))
        .filter(each -> !each.victims().isEmpty())
        .toList();
  }

  private List<Candidate> best(State state, List<Candidate> candidates) {
    if (bug == Bug.PICKS_ANY_NODE) {
      return candidates;
    }
    var order = order(state);
    var best = candidates.stream().min(order).orElseThrow();
    return candidates.stream().filter(each -> order.compare(each, best) == 0).toList();
  }

  private Comparator<Candidate> order(State state) {
    return Comparator.comparingInt(Candidate::violations)
        .thenComparingInt(this::highest)
        .thenComparingInt(each -> each.victims().size())
        .thenComparingInt(
            each -> each.victims().stream().mapToInt(name -> room.priority(name)).sum())
        .thenComparing(
            Comparator.comparingInt((Candidate each) -> started(state, each)).reversed());
  }

  private int highest(Candidate each) {
    return each.victims().stream().mapToInt(name -> room.priority(name)).max().orElse(0);
  }

  /// When the first of the most important victims was started.
  private int started(State state, Candidate each) {
    return each.victims().stream()
        .filter(name -> room.priority(name) == highest(each))
        .mapToInt(name -> room.started(state, name))
        .min()
        .orElse(0);
  }

  private Attempt attempt(State state, int pod, Candidate chosen) {
    var displaced =
        room.nominatedFor(state, chosen.node()).stream()
            .filter(other -> room.priority(other) < room.priority(pod))
            .toList();
    return new Attempt(
        pod,
        Optional.of(Optional.of(chosen.node())),
        chosen.victims(),
        displaced,
        new Judgement(room, selection.allowed(state), state, pod).of(chosen));
  }
}
