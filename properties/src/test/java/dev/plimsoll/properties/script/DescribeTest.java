package dev.plimsoll.properties.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.Message.MsgReadIndexResp;
import dev.plimsoll.raft.Message.MsgSnapStatus;
import dev.plimsoll.raft.Message.MsgStorageAppend;
import dev.plimsoll.raft.ReadState;
import dev.plimsoll.raft.Ready;
import dev.plimsoll.raft.confchange.ConfChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The text of what no script of the library's tests shows; util.go.
class DescribeTest {

  @Test
  void readsHaveTheirContextAsAnEntry() {
    assertThat(Describe.message(new MsgReadIndex(2, 1, "ctx")))
        .isEqualTo("2->1 MsgReadIndex Term:0 Log:0/0 Entries:[0/0 EntryNormal \"ctx\"]");
    assertThat(Describe.message(new MsgReadIndexResp(3, 1, 10, 7, "ctx")))
        .isEqualTo("1->a MsgReadIndexResp Term:3 Log:0/7 Entries:[0/0 EntryNormal \"ctx\"]");
  }

  @Test
  void whatIsToDoNamesReadsByIndexAndBytes() {
    var ready =
        new Ready(
            null,
            null,
            List.of(new ReadState(7, "ab"), new ReadState(8, "")),
            List.of(),
            null,
            List.of(),
            List.of(),
            false);

    assertThat(Describe.ready(ready))
        .isEqualTo("Ready MustSync=false:\nReadStates [{7 [97 98]} {8 []}]\n");
  }

  @Test
  void nothingToDoIsAnEmptyReady() {
    var nothing = new Ready(null, null, List.of(), List.of(), null, List.of(), List.of(), false);

    assertThat(Describe.ready(nothing)).isEqualTo("<empty Ready>");
  }

  @Test
  void dataIsQuotedAsInGo() {
    assertThat(Describe.entry(Entry.proposal("a\"\\\n\t\u0001é")))
        .isEqualTo("0/0 EntryNormal \"a\\\"\\\\\\n\\t\\x01é\"");
    assertThat(Describe.entry(Entry.proposal(ConfChange.LEAVE_JOINT)))
        .isEqualTo("0/0 EntryConfChangeV2");
  }

  @Test
  void refusalsAndVotesAreShownWhereThereAreAny() {
    assertThat(Describe.message(new MsgSnapStatus(2, 1, true)))
        .isEqualTo("2->1 MsgSnapStatus Term:0 Log:0/0 Rejected (Hint: 0)");
    assertThat(
            Describe.message(
                new MsgStorageAppend(1, new HardState(2, 1, 0), List.of(), null, List.of())))
        .isEqualTo("1->AppendThread MsgStorageAppend Term:2 Log:0/0 Vote:1");
  }
}
