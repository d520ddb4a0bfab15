package dev.plimsoll.raft.tracker;

import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;

/// Who the members are; tracker/tracker.go, `Config`.
///
/// @param autoLeave whether the leader ends a change of membership by itself
/// @param learners who gets the log and does not vote; never a voter
/// @param learnersNext voters of the outgoing group that learn when the change is over
public record TrackerConfig(
    JointConfig voters, boolean autoLeave, MajorityConfig learners, MajorityConfig learnersNext) {

  /// Of nobody.
  public static final TrackerConfig EMPTY =
      new TrackerConfig(JointConfig.EMPTY, false, MajorityConfig.EMPTY, MajorityConfig.EMPTY);

  /// As it is stored; `ConfState`.
  public ConfState confState() {
    return new ConfState(
        voters.incoming().ids(),
        learners.ids(),
        voters.outgoing().ids(),
        learnersNext.ids(),
        autoLeave);
  }

  /// As the library writes it: `voters=(1 2)&&(1 2 3) learners=(4) autoleave`.
  public String text() {
    var text = new StringBuilder("voters=").append(voters.text());
    if (!learners.isEmpty()) {
      text.append(" learners=").append(learners.text());
    }
    if (!learnersNext.isEmpty()) {
      text.append(" learners_next=").append(learnersNext.text());
    }
    if (autoLeave) {
      text.append(" autoleave");
    }
    return text.toString();
  }
}
