package dev.plimsoll.raft;

import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.confchange.ConfChange.Single;
import dev.plimsoll.raft.confchange.ConfChange.Transition;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;

/// Changes of membership that clients ask for, one after the other.
public enum Reconfiguration {
  /// Three voters, and no change.
  NONE,
  /// Three voters, four, and three again, of which one is new.
  ADD_AND_REMOVE,
  /// One of three voters is exchanged, through a joint configuration that the leader ends.
  REPLACE,
  /// The same, but the clients end it.
  REPLACE_EXPLICITLY,
  /// A new member learns before it votes.
  ADD_LEARNER,
  /// Two voters and a learner, which becomes a voter.
  PROMOTE,
  /// One of three voters becomes a learner.
  DEMOTE,
  /// One of three voters is removed, through a joint configuration that the leader ends.
  REMOVE_JOINTLY,
  /// Two of three voters are removed, one after the other.
  REMOVE_TWO,
  /// Two of three voters are removed at once, through a joint configuration that the leader ends.
  REMOVE_TWO_JOINTLY,
  /// Three voters and a learner, which takes the place of one of them, that learns then; the
  /// clients do not end the joint configuration.
  SWAP;

  /// The members at first.
  ConfState before() {
    return switch (this) {
      case PROMOTE -> ConfState.of(List.of(1, 2), List.of(3));
      case SWAP -> ConfState.of(List.of(1, 2, 3), List.of(4));
      case NONE,
          ADD_AND_REMOVE,
          REPLACE,
          REPLACE_EXPLICITLY,
          ADD_LEARNER,
          DEMOTE,
          REMOVE_JOINTLY,
          REMOVE_TWO,
          REMOVE_TWO_JOINTLY ->
          ConfState.of(List.of(1, 2, 3), List.of());
    };
  }

  /// The changes in order.
  List<ConfChange> changes() {
    return switch (this) {
      case NONE -> List.of();
      case ADD_AND_REMOVE -> List.of(one("v4"), one("r1"));
      case REPLACE -> List.of(several(Transition.AUTO, "v4 r1"));
      case REPLACE_EXPLICITLY ->
          List.of(several(Transition.JOINT_EXPLICIT, "v4 r1"), ConfChange.LEAVE_JOINT);
      case ADD_LEARNER -> List.of(one("l4"), one("v4"));
      case PROMOTE -> List.of(one("v3"));
      case DEMOTE -> List.of(one("l3"));
      case REMOVE_JOINTLY -> List.of(several(Transition.JOINT_IMPLICIT, "r1"));
      case REMOVE_TWO -> List.of(one("r3"), one("r2"));
      case REMOVE_TWO_JOINTLY -> List.of(several(Transition.JOINT_IMPLICIT, "r1 r2"));
      case SWAP -> List.of(several(Transition.JOINT_EXPLICIT, "v4 l3"));
    };
  }

  private static ConfChange one(String change) {
    return new ConfChange(true, Transition.AUTO, ConfChange.parse(change));
  }

  private static ConfChange several(Transition transition, String changes) {
    return new ConfChange(false, transition, ConfChange.parse(changes));
  }

  /// How many servers there are, members or not yet.
  int servers() {
    return changes().stream()
        .flatMap(change -> change.changes().stream())
        .mapToInt(Single::node)
        .reduce(3, Math::max);
  }

  /// Whether it goes through a joint configuration.
  boolean isJoint() {
    return changes().stream().anyMatch(ConfChange::entersJoint);
  }

  /// Whether a leader ends that by itself.
  boolean leavesByItself() {
    return changes().stream().anyMatch(change -> change.entersJoint() && change.autoLeave());
  }
}
