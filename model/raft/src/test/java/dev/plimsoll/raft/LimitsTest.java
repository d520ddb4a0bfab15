package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgApp;
import dev.plimsoll.raft.Message.MsgAppResp;
import dev.plimsoll.raft.Message.MsgProp;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a node sends, keeps and hands out, at most; raft.go, `Config`.
class LimitsTest {

  private static final long NONE = Limits.NO_LIMIT;

  @Test
  void atMostSoManyMessagesAreInFlight() {
    var group = new FewNodes(2, Limits.NONE.withMaxInflightMsgs(2));
    group.lost = MsgAppResp.class::isInstance;

    var sent = IntStream.range(0, 5).mapToObj(_ -> propose(group, "x")).toList();

    assertThat(sent.stream().flatMap(List::stream).filter(LimitsTest::hasEntries)).hasSize(2);
    assertThat(group.state(1).tracker().progress().get(2)).matches(p -> p.isPaused());
  }

  @Test
  void atMostSoManyBytesAreInFlight() {
    var group = new FewNodes(2, new Limits(5, NONE, NONE, 100, 10));
    group.lost = MsgAppResp.class::isInstance;

    var sent = IntStream.range(0, 5).mapToObj(_ -> propose(group, "12345")).toList();

    assertThat(sent.stream().flatMap(List::stream).filter(LimitsTest::hasEntries)).hasSize(2);
  }

  /// What a message cannot hold goes into the next.
  @Test
  void aMessageHoldsEntriesUpToItsSizeButOneAtLeast() {
    var group = new FewNodes(2, new Limits(20, NONE, NONE, 100, 0));
    group.lost = MsgApp.class::isInstance;
    IntStream.range(0, 4).forEach(_ -> propose(group, "1234567"));
    group.lost = _ -> false;

    var sent = group.send(new MsgAppResp(1, 2, 1, 2, true, new EntryId(1, 1)));

    assertThat(sent.stream().filter(LimitsTest::hasEntries))
        .extracting(message -> ((MsgApp) message).entries().size())
        .containsExactly(1, 1, 1, 1);
    assertThat(group.state(2).log().lastIndex()).isEqualTo(5);
  }

  /// `MaxUncommittedEntriesSize`: one proposal is taken however large it is.
  @Test
  void proposalsAreDroppedWhenTooMuchIsUncommitted() {
    var config = Config.of(1).with(new Limits(NONE, NONE, 4, 100, 0));
    var node = new RawNode(config);
    var group = new FewNodes(2, config.limits());
    var leader = RawNode.State.of(group.state(1));

    var first = node.take(leader, proposal("12345"));
    var second = node.take(first.state(), proposal("1"));
    var empty = node.take(first.state(), proposal(""));

    assertThat(first.refusal()).isNull();
    assertThat(second.refusal()).isEqualTo(Refusal.PROPOSAL_DROPPED);
    assertThat(empty.refusal()).isNull();
  }

  @Test
  void aFollowerThatMustNotForwardDropsProposals() {
    var group = new FewNodes(2, Limits.NONE);
    var node = new RawNode(Config.of(2).with(Option.DISABLE_PROPOSAL_FORWARDING));

    var outcome = node.take(RawNode.State.of(group.state(2)), proposal("1"));

    assertThat(outcome.refusal()).isEqualTo(Refusal.PROPOSAL_DROPPED);
    assertThat(outcome.lines())
        .extracting(LogLine::text)
        .containsExactly("2 not forwarding to leader 1 at term 1; dropping proposal");
  }

  /// A field that is not set takes no byte; a number takes one byte for each seven bits.
  @Test
  void sizesAreThoseOfTheProtocol() {
    assertThat(new Entry(1, 1, new Entry.Payload.Normal("abc")).encodedSize()).isEqualTo(9);
    assertThat(new Entry(128, 1, Entry.EMPTY).encodedSize()).isEqualTo(5);
    assertThat(Entry.proposal("abc").encodedSize()).isEqualTo(5);
  }

  @Test
  void limitsThatAllowNothingAreRefused() {
    assertThatThrownBy(() -> Limits.NONE.withMaxInflightMsgs(0))
        .hasMessage("max inflight messages must be greater than 0");
    assertThatThrownBy(() -> new Limits(5, NONE, NONE, 1, 4))
        .hasMessage("max inflight bytes must be >= max message size");
    assertThatThrownBy(() -> Config.of(1).with(Option.LEASE_BASED_READS))
        .hasMessageContaining("CheckQuorum must be enabled");
  }

  private static boolean hasEntries(Message message) {
    return message instanceof MsgApp app && !app.entries().isEmpty();
  }

  private static List<Message> propose(FewNodes group, String data) {
    return group.send(proposal(data));
  }

  private static MsgProp proposal(String data) {
    return new MsgProp(1, 1, List.of(Entry.proposal(data)));
  }
}
