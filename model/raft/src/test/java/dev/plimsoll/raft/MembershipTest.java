package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgTimeoutNow;
import dev.plimsoll.raft.Message.MsgTransferLeader;
import dev.plimsoll.raft.Message.MsgVote;
import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.confchange.ConfChange.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Changes of membership and of leadership; thesis §3.10, §4.2.3 and §4.3.
class MembershipTest {

  /// Thesis §4.3: elections and commitment need majorities of both configurations, and the leader
  /// ends that by itself.
  @Test
  void aChangeOfSeveralVotersPassesThroughAJointConfigurationAndEndsByItself() {
    var group = new FewNodes(3, Limits.NONE);

    group.send(change(Transition.AUTO, "r2 r3"));

    assertThat(changes(group))
        .containsExactly(
            new ConfChange(false, Transition.AUTO, ConfChange.parse("r2 r3")),
            ConfChange.LEAVE_JOINT);
    assertThat(group.state(1).tracker().config().text()).isEqualTo("voters=(1)");
  }

  @Test
  void aJointConfigurationThatTheApplicationEndsStays() {
    var group = new FewNodes(3, Limits.NONE);

    group.send(change(Transition.JOINT_EXPLICIT, "l3"));
    var joint = group.state(1).tracker().config().text();
    group.send(change(Transition.AUTO, ""));

    assertThat(joint).isEqualTo("voters=(1 2)&&(1 2 3) learners_next=(3)");
    assertThat(group.state(2).tracker().config().text()).isEqualTo("voters=(1 2) learners=(3)");
  }

  /// raft.go, `pendingConfIndex`: one change at a time; what does not fit becomes an empty entry.
  @Test
  void aSecondChangeIsNotTakenWhileOneIsPending() {
    var group = new FewNodes(3, Limits.NONE);
    group.lost = MsgApp.class::isInstance;

    group.send(change(Transition.AUTO, "r3"));
    group.send(change(Transition.AUTO, "r2"));

    assertThat(changes(group)).hasSize(1);
    assertThat(group.state(1).log().lastIndex()).isEqualTo(3);
  }

  /// Raft §5.2 after the change: a member that was removed decides nothing.
  @Test
  void aLearnerDoesNotCampaign() {
    var group = new FewNodes(3, Limits.NONE);
    group.send(change(Transition.AUTO, "l3"));

    var sent = group.send(new MsgHup(3));

    assertThat(sent).isEmpty();
    assertThat(group.state(3).state()).isEqualTo(StateType.FOLLOWER);
  }

  @Test
  void aLeaderThatIsRemovedStepsDownIfItIsToldTo() {
    var stays = new FewNodes(3, Limits.NONE);
    var steps = new FewNodes(3, Limits.NONE, Option.STEP_DOWN_ON_REMOVAL);

    stays.send(change(Transition.AUTO, "r1"));
    steps.send(change(Transition.AUTO, "r1"));

    assertThat(stays.state(1).state()).isEqualTo(StateType.LEADER);
    assertThat(steps.state(1).state()).isEqualTo(StateType.FOLLOWER);
  }

  /// Thesis §3.10: the target is told to begin an election at once, whatever leases there are.
  @Test
  void leadershipIsTransferredInSpiteOfLeases() {
    var group = new FewNodes(3, Limits.NONE, Option.CHECK_QUORUM, Option.PRE_VOTE);

    var sent = group.send(new MsgTransferLeader(0, 2, 1));

    assertThat(sent)
        .startsWith(new MsgTimeoutNow(1, 1, 2))
        .contains(new MsgVote(2, 2, 3, new EntryId(1, 1), true));
    assertThat(group.state(2).state()).isEqualTo(StateType.LEADER);
    assertThat(group.state(1).lead()).isEqualTo(2);
  }

  /// Thesis §4.2.3: a server that hears of its leader does not vote for another.
  @Test
  void aServerThatHearsOfItsLeaderIgnoresCandidates() {
    var group = new FewNodes(3, Limits.NONE, Option.CHECK_QUORUM);

    var sent = group.send(new MsgVote(2, 3, 2, new EntryId(1, 1), false));

    assertThat(sent).isEmpty();
    assertThat(group.state(2).term()).isEqualTo(1);
  }

  /// raft.go, MsgCheckQuorum: a leader that hears of no quorum for an election time-out steps down.
  @Test
  void aLeaderThatHearsOfNoQuorumStepsDown() {
    var group = new FewNodes(3, Limits.NONE, Option.CHECK_QUORUM);
    group.lost = _ -> true;

    for (var ticks = 0; ticks < 6; ticks++) {
      group.tick(1);
    }

    assertThat(group.state(1).state()).isEqualTo(StateType.FOLLOWER);
  }

  private static List<ConfChange> changes(FewNodes group) {
    return group.state(1).log().entries().stream()
        .map(Entry::payload)
        .filter(Entry.Payload.Change.class::isInstance)
        .map(payload -> ((Entry.Payload.Change) payload).change())
        .toList();
  }

  private static MsgProp change(Transition transition, String changes) {
    var change = new ConfChange(false, transition, ConfChange.parse(changes));
    return new MsgProp(Node.NONE, 1, List.of(Entry.proposal(change)));
  }
}
