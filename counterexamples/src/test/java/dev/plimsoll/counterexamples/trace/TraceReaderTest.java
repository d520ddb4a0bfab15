package dev.plimsoll.counterexamples.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.properties.trace.TraceEvent;
import dev.plimsoll.properties.trace.TraceEvent.Action;
import dev.plimsoll.properties.trace.TraceEvent.Change;
import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.properties.trace.TraceEvent.OwnProgress;
import dev.plimsoll.properties.trace.TracedMessage;
import dev.plimsoll.properties.trace.TracedMessage.MessageType;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceReaderTest {

  private static final String READY =
      """
      {"tag":"trace","event":{"name":"Ready","nid":"1","state":{"term":2,"vote":"0","commit":3},\
      "role":"StateFollower","log":4,"conf":[["1","2"],["1"]]}}\
      """;

  private static final String APPEND =
      """
      {"level":"debug","ts":1.5,"tag":"trace","event":{"name":"SendAppendEntriesRequest",\
      "nid":"1","state":{"term":2,"vote":"1","commit":3},"role":"StateLeader","log":5,\
      "conf":[["1","2"],[]],"msg":{"type":"MsgApp","term":2,"from":"1","to":"2","entries":2,\
      "logTerm":1,"index":3,"commit":3,"vote":"0","reject":false,"rejectHint":0},\
      "prop":{"match":4,"next":5}}}\
      """;

  private static final String CHANGE =
      """
      {"tag":"trace","event":{"name":"ChangeConf","nid":"1","state":{"term":2,"vote":"1",\
      "commit":3},"role":"StateLeader","log":5,"conf":[["1"],[]],\
      "prop":{"cc":{"changes":[{"nid":"4","action":"AddLearner"}],"newconf":["4","1"]}}}}\
      """;

  @Test
  void whatTheLibraryWritesIsRead() {
    var text = "{\"tag\":\"other\"}\n\n" + APPEND + "\n" + CHANGE + "\n";

    var trace = TraceReader.read("f", text);

    var message = new TracedMessage(MessageType.APPEND, 2, 1, 2, 2, 1, 3, 3, 0, false, 0);
    assertThat(trace.events())
        .containsExactly(
            new TraceEvent(
                3,
                Kind.SEND_APPEND,
                1,
                2,
                1,
                3,
                StateType.LEADER,
                5,
                voters(1, 2),
                Optional.of(message),
                List.of(),
                List.of(),
                Optional.of(new OwnProgress(4, 5))),
            new TraceEvent(
                4,
                Kind.CHANGE_CONF,
                1,
                2,
                1,
                3,
                StateType.LEADER,
                5,
                voters(1),
                Optional.empty(),
                List.of(new Change(4, Action.ADD_LEARNER)),
                List.of(1, 4),
                Optional.empty()));
    assertThat(trace.ids()).isEmpty();
  }

  private static JointConfig voters(Integer... incoming) {
    return new JointConfig(MajorityConfig.of(incoming), MajorityConfig.EMPTY);
  }

  /// client/pkg/types/id.go prints ids in hexadecimal; state_trace.go in decimal.
  @ParameterizedTest
  @ValueSource(strings = {"8e9e05c52164694d", "18446744073709551615", "1073741825", "f"})
  void idsOfNodesHave64Bits(String id) {
    var event = READY.replace("\"2\"]", "\"" + id + "\"]").replace("\"0\"", "\"" + id + "\"");

    var trace = TraceReader.read("f", event);

    assertThat(trace.ids()).isEqualTo(Map.of(2, id));
    assertThat(trace.events().getFirst().vote()).isEqualTo(2);
    assertThat(trace.events().getFirst().voters().incoming()).isEqualTo(MajorityConfig.of(1, 2));
  }

  @Test
  void aSmallIdIsItsOwnNumberUnlessAGreaterOneHasIt() {
    var first = READY.replace("\"nid\":\"1\"", "\"nid\":\"ffffffffffffffff\"");

    var trace = TraceReader.read("f", first + "\n" + READY.replace("\"nid\":\"1\"", "\"nid\":7"));

    assertThat(trace.ids()).isEqualTo(Map.of(1, "ffffffffffffffff", 2, "1", 3, "2"));
    assertThat(trace.events()).extracting(TraceEvent::node).containsExactly(1, 7);
    assertThat(trace.events().getLast().voters().ids()).containsExactlyInAnyOrder(2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"nid\":\"1\"|\"nid\":\"0\"|expected the id of a node, but there is the string \"0\"",
        "\"nid\":\"1\"|\"nid\":\"18446744073709551616\"|expected the id of a node, of 64 bits",
        "\"nid\":\"1\"|\"nid\":\"8E9E05C52164694D\"|expected the id of a node, of 64 bits",
        "\"nid\":\"1\"|\"nid\":\"012\"|expected the id of a node, of 64 bits",
        "\"nid\":\"1\"|\"nid\":1.5|expected the id of a node, of 64 bits",
        "\"nid\":\"1\"|\"nid\":true|expected a string",
        "\"nid\":\"1\",||expected a member \"nid\"",
        "\"term\":2|\"term\":-1|expected \"term\" of 0 to 1073741824",
        "\"log\":4|\"log\":\"x\"|expected a whole number of 64 bits",
        "StateFollower|StateObserver|expected one of [",
        "[\"1\",\"2\"]|[\"1\",\"1\"]|expected each node once",
        ",[\"1\"]]|]|expected a list of two",
        "\"Ready\"|\"BecomeKing\"|expected one of [InitState",
        "\"Ready\"|\"ReceiveRequestVoteRequest\"|expected a \"msg\" of ReceiveRequestVoteRequest",
        "\"Ready\"|\"ChangeConf\"|expected the \"changes\" of ChangeConf",
        "\"event\":|\"incident\":|expected a member \"event\"",
        "\"Ready\"|\"Ready|expected JSON"
      })
  void whatIsNoEventIsRefusedWithFileAndLine(String part, String instead, String expected) {
    var broken = READY.replace(part, instead == null ? "" : instead);

    assertThatThrownBy(() -> TraceReader.read("f", READY + "\n" + broken))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("f:2: ")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MsgApp|MsgVote|expected another type of message in SendAppendEntriesRequest",
        "\"entries\":2|\"entries\":1073741825|expected \"entries\" of 0 to 1073741824",
        "\"reject\":false|\"reject\":0|expected true or false",
        "SendAppendEntriesRequest|Ready|expected no \"msg\"",
        "\"next\":5|\"next\":null|expected a number"
      })
  void whatIsNoMessageIsRefused(String part, String instead, String expected) {
    assertThatThrownBy(() -> TraceReader.read("f", APPEND.replace(part, instead)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("f:1: " + expected);
  }

  @Test
  void limitsAreKept() {
    var nodes = new StringBuilder("\"1\"");
    for (var node = 2; node <= TraceReader.MOST_NODES + 1; node++) {
      nodes.append(",\"").append(node).append('"');
    }
    var many = READY.replace("\"1\",\"2\"", nodes);
    var padded = READY + " ".repeat(TraceReader.MOST_CHARACTERS);

    assertThatThrownBy(() -> TraceReader.read("f", many)).hasMessageContaining("at most 1000");
    assertThatThrownBy(() -> TraceReader.read("f", padded))
        .hasMessage("f:1: expected at most 100000 characters");
  }

  @Test
  void aFileWithoutAnEventIsNoTrace() {
    assertThatThrownBy(() -> TraceReader.read("f", "{\"tag\":\"other\"}\n"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("expected lines with \"tag\": \"trace\"");
  }
}
