package dev.plimsoll.cluster.scheduler.queue;

import java.util.List;
import java.util.Optional;

/// A scheduling cycle that found no node for a pod, and what is left of it to do.
///
/// @param pod its name
/// @param nomination what `status.nominatedNodeName` is to be; empty to leave it
/// @param victims pods that are to be deleted
/// @param displaced pods of less priority that are nominated for the same node, and are to be no
///     longer
/// @param reasons by which the victims were chosen
record Attempt(
    int pod,
    Optional<Optional<Integer>> nomination,
    List<Integer> victims,
    List<Integer> displaced,
    Reasons reasons) {

  /// What a claim asks of a preemption. They are reckoned when the victims are chosen, as the
  /// cluster changes while they are deleted.
  ///
  /// @param isLower whether all victims were of less priority
  /// @param isNeeded whether no node had room, and the pod fits without the victims, but not with
  ///     any of them
  /// @param isMild whether a budget allows the victims to go, or those of no choice
  /// @param isLeast whether no others, whom no budget guards, matter less and would do
  /// @param violations how many more guarded pods go than a budget allows
  /// @param victims how many go
  record Reasons(
      boolean isLower,
      boolean isNeeded,
      boolean isMild,
      boolean isLeast,
      int violations,
      int victims) {

    /// Where nobody is preempted.
    static final Reasons NONE = new Reasons(true, true, true, true, 0, 0);
  }

  Attempt {
    victims = List.copyOf(victims);
    displaced = List.copyOf(displaced);
  }

  /// The same with the first victim deleted.
  Attempt withoutVictim() {
    return new Attempt(pod, nomination, victims.subList(1, victims.size()), displaced, reasons);
  }

  /// The same with the first displaced pod seen to.
  Attempt withoutDisplaced() {
    return new Attempt(pod, nomination, victims, displaced.subList(1, displaced.size()), reasons);
  }
}
