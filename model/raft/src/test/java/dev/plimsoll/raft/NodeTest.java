package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.raft.Application.Done;
import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Entry.Payload.Normal;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgHeartbeatResp;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgPreVote;
import dev.plimsoll.raft.Message.MsgPreVoteResp;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgVote;
import dev.plimsoll.raft.Message.MsgVoteResp;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sentences of the paper, and of comments and functions of raft.go, each as a test.
class NodeTest {

  private static final Application NODE = new Application(Config.of(1));
  private static final Application CAREFUL = new Application(Config.of(1).with(Option.PRE_VOTE));

  /// Raft §5.2: a candidate increments its term, votes for itself and asks all others.
  @Test
  void aCandidateBeginsATermVotesForItselfAndAsksTheOthers() {
    var ready = NODE.process(follower(1, 1), new MsgHup(1));

    assertThat(ready.state().state()).isEqualTo(StateType.CANDIDATE);
    assertThat(ready.state().term()).isEqualTo(2);
    assertThat(ready.state().vote()).isEqualTo(1);
    assertThat(ready.messages())
        .containsExactly(
            new MsgVote(2, 1, 2, new EntryId(1, 1), false),
            new MsgVote(2, 1, 3, new EntryId(1, 1), false));
  }

  /// Raft §8 and raft.go, `becomeLeader`: a leader begins its term with an empty entry.
  @Test
  void aLeaderAppendsAnEmptyEntryAndSendsIt() {
    var ready = leader(1);

    assertThat(ready.state().state()).isEqualTo(StateType.LEADER);
    assertThat(ready.state().log().entries()).isEqualTo(entries(1, 2));
    assertThat(ready.messages()).contains(new MsgApp(2, 1, 3, new EntryId(1, 1), after(1, 2), 0));
  }

  /// raft.go, `send`: answers wait for the disk, requests do not.
  @Test
  void votesAndAcknowledgementsWaitUntilTheStateIsSaved() {
    var step = new Node(Config.of(1)).step(follower(0), new MsgHup(1));

    var outbox = step.state().outbox();
    assertThat(outbox.messages()).hasSize(2).allMatch(MsgVote.class::isInstance);
    assertThat(outbox.messagesAfterAppend()).containsExactly(new MsgVoteResp(1, 1, 1, false));
  }

  @Test
  void aSingleServerElectsItselfAndCommitsAtOnce() {
    var blank = Storage.of(Snapshot.of(ConfState.of(List.of(1), List.of())));
    var started = NODE.start(new HardState.Saved(HardState.EMPTY, blank));

    var elected = NODE.process(started, new MsgHup(1)).state();
    var proposed = NODE.process(elected, proposal(1, "7")).state();

    assertThat(proposed.state()).isEqualTo(StateType.LEADER);
    assertThat(proposed.log().committedEntries())
        .containsExactly(new Entry(1, 1, Entry.EMPTY), new Entry(2, 1, new Normal("7")));
  }

  /// Raft §5.2: each server votes for at most one candidate in a term, first come first served.
  @Test
  void aServerVotesOnceInATerm() {
    var first = NODE.process(follower(0), new MsgVote(1, 2, 1, EntryId.NONE, false));
    var again = NODE.process(first.state(), new MsgVote(1, 2, 1, EntryId.NONE, false));
    var other = NODE.process(first.state(), new MsgVote(1, 3, 1, EntryId.NONE, false));

    assertThat(first.messages()).containsExactly(new MsgVoteResp(1, 1, 2, false));
    assertThat(again.messages()).containsExactly(new MsgVoteResp(1, 1, 2, false));
    assertThat(other.messages()).containsExactly(new MsgVoteResp(1, 1, 3, true));
  }

  /// Raft §5.4.1: the later last term is more up to date; of equal terms, the longer log.
  @ParameterizedTest
  @CsvSource({"2, 1, true", "1, 2, true", "1, 3, true", "1, 1, false", "0, 0, false"})
  void aServerVotesForLogsThatAreNotBehindItsOwn(int term, int index, boolean granted) {
    var ready =
        NODE.process(follower(1, 1, 1), new MsgVote(3, 2, 1, new EntryId(term, index), false));

    assertThat(ready.messages()).containsExactly(new MsgVoteResp(3, 1, 2, !granted));
  }

  /// Raft §5.2: a candidate that hears of a leader of its term becomes a follower.
  @Test
  void aCandidateYieldsToALeaderOfItsTerm() {
    var candidate = NODE.process(follower(0), new MsgHup(1)).state();

    var ready = NODE.process(candidate, new MsgHeartbeat(1, 2, 1, 0, 0));

    assertThat(ready.state().state()).isEqualTo(StateType.FOLLOWER);
    assertThat(ready.state().lead()).isEqualTo(2);
    assertThat(ready.messages()).containsExactly(new MsgHeartbeatResp(1, 1, 2, 0));
  }

  /// Raft §5.3: a follower refuses entries if it lacks the entry before them; raft.go,
  /// `handleAppendEntries`: with a hint that skips the entries of later terms.
  @Test
  void aFollowerRefusesEntriesThatDoNotFitAndSaysWhereTheyMay() {
    var refused =
        NODE.process(follower(4, 1, 3, 3), new MsgApp(4, 2, 1, new EntryId(2, 3), after(3, 4), 0));

    assertThat(refused.state().log().lastIndex()).isEqualTo(3);
    assertThat(refused.messages())
        .containsExactly(new MsgAppResp(4, 1, 2, 3, true, new EntryId(1, 1)));
  }

  /// Raft §5.3: a conflicting entry and all that follow it are deleted.
  @Test
  void aFollowerReplacesEntriesThatConflict() {
    var ready =
        NODE.process(follower(3, 1, 2, 2), new MsgApp(3, 2, 1, new EntryId(1, 1), after(1, 3), 0));

    assertThat(ready.state().log().entries()).isEqualTo(entries(1, 3));
  }

  /// log.go, `findConflict`: what agrees is kept, so that a late message does not shorten the log.
  @Test
  void aLateMessageDoesNotShortenTheLog() {
    var before = follower(1, 1, 1, 1);

    var ready = NODE.process(before, new MsgApp(1, 2, 1, EntryId.NONE, entries(1), 3));

    assertThat(ready.state().log().entries()).isEqualTo(before.log().entries());
    assertThat(ready.state().log().committed()).isEqualTo(1);
    assertThat(ready.messages()).containsExactly(new MsgAppResp(1, 1, 2, 1, false, EntryId.NONE));
  }

  /// raft.go, `stepLeader`: the leader skips entries of later terms than the hint's, as in the
  /// comment's picture: leader 1 3 3 3 5 5 5 5 5, follower 1 1 1 1 2 2.
  @Test
  void aLeaderProbesOncePerTerm() {
    var log = follower(5, 1, 3, 3, 3, 5, 5, 5, 5, 5);
    var candidate = NODE.process(log, new MsgHup(1)).state();
    var leader = NODE.process(candidate, new MsgVoteResp(6, 2, 1, false)).state();

    var ready = NODE.process(leader, new MsgAppResp(6, 3, 1, 9, true, new EntryId(2, 6)));

    assertThat(ready.messages())
        .containsExactly(
            new MsgApp(6, 1, 3, new EntryId(1, 1), after(1, 3, 3, 3, 5, 5, 5, 5, 5, 6), 0));
  }

  /// Raft §5.4.2: only entries of the leader's term are committed by counting replicas.
  @Test
  void aLeaderNeverCommitsAnEntryOfAnEarlierTermByCounting() {
    var leader = leader(1).state();

    var old = NODE.process(leader, new MsgAppResp(2, 2, 1, 1, false, EntryId.NONE));
    var own = NODE.process(old.state(), new MsgAppResp(2, 2, 1, 2, false, EntryId.NONE));

    assertThat(old.state().log().committed()).isZero();
    assertThat(own.state().log().committed()).isEqualTo(2);
  }

  /// raft.go, `sendHeartbeat`: the commit index must not reach beyond what is known to match.
  @Test
  void aHeartbeatCommitsOnlyWhatIsKnownToMatch() {
    var committed =
        NODE.process(leader(1).state(), new MsgAppResp(2, 2, 1, 2, false, EntryId.NONE));

    var ready = NODE.process(committed.state(), new MsgBeat(1));

    assertThat(ready.messages())
        .containsExactly(new MsgHeartbeat(2, 1, 2, 2, 0), new MsgHeartbeat(2, 1, 3, 0, 0));
  }

  /// log.go, `commitTo`, panics: an acknowledged log was lost.
  @Test
  void aFollowerDoesNotCommitWhatItLacks() {
    assertThatThrownBy(() -> NODE.process(follower(1, 1), new MsgHeartbeat(1, 2, 1, 2, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tocommit(2) is out of range [lastIndex(1)]");
  }

  /// Raft §8: clients send to the leader; raft.go, `stepFollower`: or a follower forwards.
  @Test
  void aFollowerForwardsProposalsToTheLeaderIfItKnowsIt() {
    var led = NODE.process(follower(1), new MsgHeartbeat(1, 2, 1, 0, 0)).state();

    assertThat(NODE.process(led, proposal(1, "5")).messages())
        .containsExactly(new MsgProp(1, 2, List.of(Entry.proposal("5"))));
    assertThat(NODE.process(follower(1), proposal(1, "5")).messages()).isEmpty();
  }

  /// Thesis §9.6: the term is begun only when a majority would grant the vote.
  @Test
  void aPreCandidateBeginsItsTermOnlyWhenAMajorityWouldVoteForIt() {
    var asked = CAREFUL.process(follower(1), new MsgHup(1));
    var granted = CAREFUL.process(asked.state(), new MsgPreVoteResp(2, 3, 1, false));

    assertThat(asked.state().term()).isEqualTo(1);
    assertThat(asked.messages()).contains(new MsgPreVote(2, 1, 2, EntryId.NONE));
    assertThat(granted.state().state()).isEqualTo(StateType.CANDIDATE);
    assertThat(granted.messages()).contains(new MsgVote(2, 1, 2, EntryId.NONE, false));
  }

  /// raft.go, `Step`: a pre-vote changes neither term nor vote.
  @Test
  void aPreVoteBindsNobody() {
    var before = follower(1);

    var ready = CAREFUL.process(before, new MsgPreVote(2, 3, 1, EntryId.NONE));

    assertThat(ready).isEqualTo(new Done(before, List.of(new MsgPreVoteResp(2, 1, 3, false))));
  }

  // ---- states to begin with

  private static NodeState follower(int term, int... terms) {
    var members = Snapshot.of(ConfState.of(List.of(1, 2, 3), List.of()));
    return NODE.start(
        new HardState.Saved(
            new HardState(term, Node.NONE, 0), Storage.of(members).append(entries(terms))));
  }

  /// The leader of term 2, which has an entry of term 1, at the moment of its election.
  private static Done leader(int... terms) {
    var candidate = NODE.process(follower(1, terms), new MsgHup(1)).state();
    return NODE.process(candidate, new MsgVoteResp(2, 2, 1, false));
  }

  private static MsgProp proposal(int to, String data) {
    return new MsgProp(Node.NONE, to, List.of(Entry.proposal(data)));
  }

  private static List<Entry> entries(int... terms) {
    return after(0, terms);
  }

  /// Entries of these terms that follow the one with this index.
  private static List<Entry> after(int index, int... terms) {
    return IntStream.range(0, terms.length)
        .mapToObj(i -> new Entry(index + i + 1, terms[i], Entry.EMPTY))
        .toList();
  }
}
