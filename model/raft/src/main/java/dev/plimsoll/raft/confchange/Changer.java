package dev.plimsoll.raft.confchange;

import dev.plimsoll.raft.confchange.ConfChange.Single;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import dev.plimsoll.raft.tracker.ConfState;
import dev.plimsoll.raft.tracker.ProgressTracker;
import dev.plimsoll.raft.tracker.TrackerConfig;
import java.util.ArrayList;
import java.util.List;

/// Makes the next configuration; confchange/confchange.go, `Changer`.
///
/// @param lastIndex of the log; a new member is probed from there
public record Changer(ProgressTracker tracker, int lastIndex) {

  /// Makes changes of which at most one is of a voter; `Simple`.
  ///
  /// @throws ConfChangeException if that is not allowed
  public ProgressTracker simple(List<Single> changes) throws ConfChangeException {
    if (tracker.config().voters().isJoint()) {
      throw new ConfChangeException("can't apply simple config change in joint config");
    }
    var members = Members.of(tracker, lastIndex);
    members.apply(changes);
    if (difference(tracker.config().voters().incoming(), members.incoming()) > 1) {
      throw new ConfChangeException("more than one voter changed without entering joint config");
    }
    return members.checked();
  }

  /// Makes changes, with the voters so far as a second group; `EnterJoint`.
  ///
  /// @param autoLeave whether the leader ends that by itself
  /// @throws ConfChangeException if that is not allowed
  public ProgressTracker enterJoint(boolean autoLeave, List<Single> changes)
      throws ConfChangeException {
    var voters = tracker.config().voters();
    if (voters.isJoint()) {
      throw new ConfChangeException("config is already joint");
    }
    if (voters.incoming().isEmpty()) {
      throw new ConfChangeException("can't make a zero-voter config joint");
    }
    var members = Members.of(tracker, lastIndex);
    members.enterJoint(autoLeave);
    members.apply(changes);
    return members.checked();
  }

  /// Drops the second group; `LeaveJoint`.
  ///
  /// @throws ConfChangeException if there is none
  public ProgressTracker leaveJoint() throws ConfChangeException {
    if (!tracker.config().voters().isJoint()) {
      throw new ConfChangeException("can't leave a non-joint config");
    }
    var members = Members.of(tracker, lastIndex);
    members.leaveJoint();
    return members.checked();
  }

  /// Makes the change that was proposed, whichever it is; raft.go, `applyConfChange`.
  ///
  /// @throws ConfChangeException if that is not allowed
  public ProgressTracker apply(ConfChange change) throws ConfChangeException {
    if (change.leavesJoint()) {
      return leaveJoint();
    }
    return change.entersJoint()
        ? enterJoint(change.autoLeave(), change.changes())
        : simple(change.changes());
  }

  /// Makes a stored configuration, beginning without members; confchange/restore.go, `Restore`.
  ///
  /// @throws ConfChangeException if it is not one that changes can lead to
  public ProgressTracker restore(ConfState stored) throws ConfChangeException {
    var changes = new ArrayList<Single>();
    stored.votersOutgoing().forEach(id -> changes.add(new Single(ConfChange.Type.REMOVE_NODE, id)));
    stored.voters().forEach(id -> changes.add(new Single(ConfChange.Type.ADD_NODE, id)));
    stored.learners().forEach(id -> changes.add(new Single(ConfChange.Type.ADD_LEARNER_NODE, id)));
    stored
        .learnersNext()
        .forEach(id -> changes.add(new Single(ConfChange.Type.ADD_LEARNER_NODE, id)));
    if (stored.votersOutgoing().isEmpty()) {
      return oneByOne(changes).tracker();
    }
    var outgoing =
        stored.votersOutgoing().stream()
            .map(id -> new Single(ConfChange.Type.ADD_NODE, id))
            .toList();
    return oneByOne(outgoing).enterJoint(stored.autoLeave(), changes);
  }

  private Changer oneByOne(List<Single> changes) throws ConfChangeException {
    var changer = this;
    for (var change : changes) {
      changer = new Changer(changer.simple(List.of(change)), lastIndex);
    }
    return changer;
  }

  /// How many voters are in one of the two and not in the other.
  private static long difference(MajorityConfig some, MajorityConfig others) {
    return new JointConfig(some, others)
        .ids().stream().filter(id -> some.contains(id) != others.contains(id)).count();
  }

  /// Checks what every configuration must fulfil; `checkInvariants`.
  static void check(TrackerConfig config, ProgressTracker tracker) throws ConfChangeException {
    var voters = config.voters();
    for (var ids : List.of(voters.ids(), config.learners().ids(), config.learnersNext().ids())) {
      for (var id : ids) {
        if (tracker.of(id) == null) {
          throw new ConfChangeException("no progress for " + id);
        }
      }
    }
    for (var id : config.learnersNext().ids()) {
      if (!voters.outgoing().contains(id)) {
        throw new ConfChangeException(id + " is in LearnersNext, but not Voters[1]");
      }
    }
    for (var id : config.learners().ids()) {
      if (voters.contains(id)) {
        throw new ConfChangeException(
            "%d is in Learners and Voters[%d]"
                .formatted(id, voters.outgoing().contains(id) ? 1 : 0));
      }
    }
    if (!voters.isJoint() && config.autoLeave()) {
      throw new ConfChangeException("AutoLeave must be false when not joint");
    }
  }
}
