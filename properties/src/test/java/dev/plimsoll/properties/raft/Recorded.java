package dev.plimsoll.properties.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.raft.Bug;
import dev.plimsoll.raft.Config;
import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgTransferLeader;
import dev.plimsoll.raft.Node;
import dev.plimsoll.raft.NodeState;
import dev.plimsoll.raft.Ready;
import dev.plimsoll.raft.Refusal;
import dev.plimsoll.raft.StateType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A recorded run of etcd's library, and the same run by our nodes: after every step the node that
/// moved must have the recorded state, and save, apply and send what was recorded.
final class Recorded {

  /// More ticks than any run has: elections begin when it says so.
  private static final int NEVER = 1 << 20;

  private final boolean preVote;
  private final Bug bug;
  private final Map<Integer, RecordedServer> servers = new TreeMap<>();
  private final Map<Integer, Message> sent = new HashMap<>();
  private int compared;

  Recorded(JsonNode options, Bug bug) {
    this.bug = bug;
    preVote = options.get("prevote").asBoolean();
  }

  /// How many steps were compared.
  int compared() {
    return compared;
  }

  /// Makes one recorded step and compares.
  void play(JsonNode line) {
    var act = line.get("act").asText();
    switch (act) {
      case "drop" -> {}
      case "final" -> line.get("logs").forEachEntry((id, log) -> end(server(id), log));
      default -> {
        var refusal = act(act, line.get("node").asInt(), line);
        assertThat(refusal == null ? "" : refusal.toString())
            .as("error")
            .isEqualTo(line.path("err").asText());
        compare(server(line.get("node").asText()), line.get("post"));
        compared++;
      }
    }
  }

  private @Nullable Refusal act(String act, int id, JsonNode line) {
    if (act.equals("bootstrap") || act.equals("newnode")) {
      servers.put(id, new RecordedServer(config(id)));
    }
    var server = server(Integer.toString(id));
    switch (act) {
      case "bootstrap" -> server.bootstrap(line.get("peers").asInt());
      case "newnode" -> {}
      case "campaign" -> {
        return server.take(new MsgHup(id));
      }
      case "propose" -> {
        return server.propose(id, Entry.proposal(line.get("v").asText()));
      }
      case "confchange" -> {
        var change = RecordedServer.change(line.get("cc").asText());
        return server.take(new MsgProp(Node.NONE, id, List.of(Entry.proposal(change))));
      }
      case "tick" -> server.tick();
      case "transfer" -> server.take(new MsgTransferLeader(0, line.get("to").asInt(), id));
      case "deliver" -> {
        return server.step(Objects.requireNonNull(sent.get(line.get("mid").asInt())));
      }
      case "ready" -> ready(server.ready(), line);
      case "compact" -> server.compact(line.get("snap").asInt(), line.get("to").asInt());
      case "restart" -> server.restart();
      default -> throw new AssertionError("unknown step " + act);
    }
    return null;
  }

  private Config config(int id) {
    var config = Config.of(id).withTicks(NEVER, 1).with(bug);
    return preVote ? config.with(Option.PRE_VOTE) : config;
  }

  private RecordedServer server(String id) {
    return Objects.requireNonNull(servers.get(Integer.parseInt(id)), "no server " + id);
  }

  /// What is saved, applied and sent.
  private void ready(Ready ready, JsonNode line) {
    var hard = line.get("hs");
    assertThat(ready.hardState())
        .isEqualTo(
            hard == null
                ? null
                : new HardState(hard.get(0).asInt(), hard.get(1).asInt(), hard.get(2).asInt()));
    assertThat(ready.entries().stream().map(RecordedServer::shown))
        .isEqualTo(RecordedServer.recorded(line.path("entries")));
    assertThat(ready.committedEntries().stream().map(RecordedServer::shown))
        .isEqualTo(RecordedServer.recorded(line.path("apply")));
    assertThat(ready.snapshot() == null ? 0 : ready.snapshot().index())
        .isEqualTo(line.path("snapshot").asInt());
    var recorded = line.get("msgs").valueStream().toList();
    assertThat(ready.messages().stream().map(Wire::of))
        .isEqualTo(recorded.stream().map(Wire::of).toList());
    for (var i = 0; i < recorded.size(); i++) {
      sent.put(recorded.get(i).get("mid").asInt(), ready.messages().get(i));
    }
  }

  private static void compare(RecordedServer server, JsonNode post) {
    NodeState node = server.node();
    assertThat(node.state()).hasToString(post.get("role").asText());
    assertThat(node.term()).as("term").isEqualTo(post.get("term").asInt());
    assertThat(node.vote()).as("vote").isEqualTo(post.get("vote").asInt());
    assertThat(node.lead()).as("lead").isEqualTo(post.get("lead").asInt());
    assertThat(node.log().committed()).as("commit").isEqualTo(post.get("commit").asInt());
    assertThat(node.log().applied()).as("applied").isEqualTo(post.get("applied").asInt());
    assertThat(node.leadership().leadTransferee())
        .as("transferee")
        .isEqualTo(post.get("transferee").asInt());
    assertThat(server.hasReady()).as("ready").isEqualTo(post.get("ready").asBoolean());
    var members = node.tracker().config();
    assertThat(members.voters().ids()).as("voters").isEqualTo(numbers(post.get("voters")));
    assertThat(members.learners().ids()).as("learners").isEqualTo(numbers(post.get("learners")));
    assertThat(List.of(server.storage().firstIndex(), server.storage().lastIndex()))
        .as("stable")
        .isEqualTo(numbers(post.get("stable")));
    if (node.state() == StateType.LEADER) {
      assertThat(progress(node)).isEqualTo(recordedProgress(post.get("progress")));
    }
  }

  private static List<Integer> numbers(JsonNode array) {
    return array.valueStream().map(JsonNode::asInt).toList();
  }

  private static Map<String, List<Object>> progress(NodeState node) {
    var progress = new TreeMap<String, List<Object>>();
    node.tracker()
        .progress()
        .forEach(
            (id, of) ->
                progress.put(
                    Integer.toString(id), List.of(of.state().toString(), of.match(), of.next())));
    return progress;
  }

  private static Map<String, List<Object>> recordedProgress(JsonNode json) {
    var progress = new TreeMap<String, List<Object>>();
    json.forEachEntry(
        (id, of) ->
            progress.put(id, List.of(of.get(0).asText(), of.get(1).asInt(), of.get(2).asInt())));
    return progress;
  }

  /// What is on disk and applied when all is over.
  private static void end(RecordedServer server, JsonNode log) {
    assertThat(server.applied()).as("applied").isEqualTo(log.get("applied").asInt());
    assertThat(server.storage().firstIndex()).as("first").isEqualTo(log.get("first").asInt());
    assertThat(server.storage().lastIndex()).as("last").isEqualTo(log.get("last").asInt());
    assertThat(server.storage().entries().stream().map(RecordedServer::shown))
        .isEqualTo(RecordedServer.recorded(log.path("entries")));
    assertThat(server.data()).isEqualTo(log.get("sm").valueStream().map(JsonNode::asText).toList());
  }
}
