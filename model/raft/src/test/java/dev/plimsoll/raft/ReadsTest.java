package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgHeartbeatResp;
import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.Message.MsgReadIndexResp;
import dev.plimsoll.raft.Message.MsgVoteResp;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reads that are not written to the log; thesis §6.4 and raft.go, MsgReadIndex.
class ReadsTest {

  /// Thesis §6.4: the leader exchanges heartbeats with a majority before it answers.
  @Test
  void aReadIsAnsweredOnceAQuorumConfirmsTheLeader() {
    var group = new FewNodes(3, Limits.NONE);

    var sent = group.send(new MsgReadIndex(Node.NONE, 2, "read"));

    assertThat(sent)
        .startsWith(new MsgReadIndex(2, 1, "read"))
        .contains(new MsgHeartbeat(1, 1, 2, 1, 1), new MsgHeartbeatResp(1, 2, 1, 1))
        .contains(new MsgReadIndexResp(1, 1, 2, 1, "read"));
  }

  @Test
  void aReadWithoutAQuorumIsNotAnswered() {
    var group = new FewNodes(3, Limits.NONE);
    group.lost = MsgHeartbeat.class::isInstance;

    var sent = group.send(new MsgReadIndex(Node.NONE, 2, "read"));

    assertThat(sent).noneMatch(MsgReadIndexResp.class::isInstance);
    assertThat(group.state(1).reads().readOnly().unconfirmed()).hasSize(1);
  }

  /// An answer to a heartbeat confirms the reads that were asked for before it, not later ones.
  @Test
  void anOldAnswerDoesNotConfirmALaterRead() {
    var group = new FewNodes(3, Limits.NONE);
    group.lost = MsgHeartbeatResp.class::isInstance;
    group.send(new MsgReadIndex(2, 1, "first"));
    group.send(new MsgReadIndex(2, 1, "second"));
    group.lost = _ -> false;

    var sent = group.send(new MsgHeartbeatResp(1, 3, 1, 1));

    assertThat(sent).contains(new MsgReadIndexResp(1, 1, 2, 1, "first"));
    assertThat(group.state(1).reads().readOnly().unconfirmed()).hasSize(1);
  }

  /// Thesis §6.4: a new leader does not know what is committed before it commits an entry of its
  /// term.
  @Test
  void aNewLeaderPostponesReadsUntilItCommits() {
    var node = new Application(Config.of(1));
    var members = Snapshot.of(ConfState.of(List.of(1, 2, 3), List.of()));
    var blank = node.start(new HardState.Saved(HardState.EMPTY, Storage.of(members)));
    var candidate = node.process(blank, new Message.MsgHup(1)).state();
    var leader = node.process(candidate, new MsgVoteResp(1, 2, 1, false)).state();

    var asked = node.process(leader, new MsgReadIndex(2, 1, "read"));
    var committed =
        node.process(asked.state(), new Message.MsgAppResp(1, 2, 1, 1, false, EntryId.NONE));

    assertThat(asked.messages()).isEmpty();
    assertThat(committed.messages()).contains(new MsgHeartbeat(1, 1, 2, 1, 1));
  }

  /// raft.go, `ReadOnlyLeaseBased`: a leader trusts that nobody else leads while it has a quorum.
  @Test
  void aLeaderWithALeaseAnswersAtOnce() {
    var group = new FewNodes(3, Limits.NONE, Option.CHECK_QUORUM, Option.LEASE_BASED_READS);
    group.lost = MsgHeartbeat.class::isInstance;

    var sent = group.send(new MsgReadIndex(2, 1, "read"));

    assertThat(sent).containsExactly(new MsgReadIndexResp(1, 1, 2, 1, "read"));
  }

  /// A group of one needs nobody's confirmation.
  @Test
  void aSingleVoterAnswersAnothersReadAtOnce() {
    var alone = new FewNodes(1, Limits.NONE);

    var done =
        new Application(Config.of(1)).process(alone.state(1), new MsgReadIndex(2, 1, "read"));

    assertThat(done.messages()).containsExactly(new MsgReadIndexResp(1, 1, 2, 1, "read"));
  }
}
