package dev.plimsoll.raft.tracker;

import java.util.List;

/// A configuration as it is stored; raftpb/raft.proto, `ConfState`.
///
/// @param voters the voters to be, or the voters
/// @param learners who gets the log and does not vote
/// @param votersOutgoing the voters that were; empty unless the membership is changing
/// @param learnersNext voters of the second group that learn when the change is over
/// @param autoLeave whether the leader ends the change by itself
public record ConfState(
    List<Integer> voters,
    List<Integer> learners,
    List<Integer> votersOutgoing,
    List<Integer> learnersNext,
    boolean autoLeave) {

  /// Of nobody.
  public static final ConfState EMPTY = of(List.of(), List.of());

  public ConfState {
    voters = voters.stream().sorted().toList();
    learners = learners.stream().sorted().toList();
    votersOutgoing = votersOutgoing.stream().sorted().toList();
    learnersNext = learnersNext.stream().sorted().toList();
  }

  /// Of these members, not changing.
  public static ConfState of(List<Integer> voters, List<Integer> learners) {
    return new ConfState(voters, learners, List.of(), List.of(), false);
  }

  /// Whether this is a voter of either group, or a learner.
  public boolean isMember(int id) {
    return voters.contains(id) || learners.contains(id) || votersOutgoing.contains(id);
  }
}
