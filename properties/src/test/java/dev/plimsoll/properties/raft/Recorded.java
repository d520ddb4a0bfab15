package dev.plimsoll.properties.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.raft.Bug;
import dev.plimsoll.raft.Config;
import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Node;
import dev.plimsoll.raft.NodeState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A recorded run of etcd's library, and the same run by {@link Node}: after every step the node
/// that moved must have the recorded state, and send and save the recorded messages and entries.
final class Recorded {

  private final boolean preVote;
  private final Bug bug;
  private final Map<Integer, Server> servers = new TreeMap<>();
  private final Map<Integer, Message> sent = new HashMap<>();
  private final Map<String, Integer> data = new HashMap<>(Map.of("", Entry.EMPTY));
  private int compared;

  Recorded(JsonNode options, Bug bug) {
    this.bug = bug;
    preVote = options.get("prevote").asBoolean();
  }

  /// A node, what it has not yet sent, and its disk.
  private static final class Server {
    final Node node;
    NodeState state;
    HardState.Saved disk;
    List<Message> messages = new ArrayList<>();
    List<Message> messagesAfterAppend = new ArrayList<>();

    Server(Config config, HardState.Saved disk) {
      node = new Node(config);
      this.disk = disk;
      state = NodeState.restarted(disk);
    }

    void step(Message message) {
      var step = node.step(state, message);
      state = step.state();
      messages.addAll(step.messages());
      messagesAfterAppend.addAll(step.messagesAfterAppend());
    }
  }

  /// Makes one recorded step and compares.
  void play(JsonNode line) {
    var act = line.get("act").asText();
    if (act.equals("drop") || act.equals("final")) {
      return;
    }
    var id = line.get("node").asInt();
    switch (act) {
      case "bootstrap" -> servers.put(id, bootstrapped(id, line.get("peers").asInt()));
      case "campaign" -> server(id).step(new MsgHup(id));
      case "propose" -> server(id).step(new MsgProp(0, id, number(line.get("v").asText())));
      case "tick" -> server(id).step(new MsgBeat(id));
      case "deliver" -> deliver(id, line.get("mid").asInt());
      case "ready" -> ready(server(id), line);
      case "restart" -> restart(server(id));
      default -> throw new AssertionError("unknown step " + act);
    }
    compare(server(id).state, line.get("post"));
    compared++;
  }

  /// How many steps were compared.
  int compared() {
    return compared;
  }

  /// `Bootstrap`: an entry for each peer, committed.
  private Server bootstrapped(int id, int peers) {
    var entries = new ArrayList<Entry>();
    for (var peer = 1; peer <= peers; peer++) {
      entries.add(new Entry(1, number("ConfChangeAddNode:" + peer)));
    }
    return new Server(
        new Config(id, peers, preVote, bug),
        new HardState.Saved(new HardState(1, Node.NONE, peers), entries));
  }

  private void deliver(int id, int message) {
    var found = sent.get(message);
    assertThat(found).as("message %d", message).isNotNull();
    if (found != null) {
      server(id).step(found);
    }
  }

  /// `Ready`, save, send, `Advance`.
  private void ready(Server server, JsonNode line) {
    for (var entry : line.path("entries")) {
      assertThat(server.state.log().entries().get(entry.get(0).asInt() - 1))
          .isEqualTo(new Entry(entry.get(1).asInt(), number(entry.get(3).asText())));
    }
    server.disk = HardState.Saved.of(server.state);
    var own = new ArrayList<Message>();
    var out = new ArrayList<>(server.messages);
    for (var message : server.messagesAfterAppend) {
      (servers.get(message.to()) == server ? own : out).add(message);
    }
    server.messages = new ArrayList<>();
    server.messagesAfterAppend = new ArrayList<>();
    var recorded = new ArrayList<Wire>();
    for (var message : line.get("msgs")) {
      if (recorded.size() < out.size()) {
        sent.put(message.get("mid").asInt(), out.get(recorded.size()));
      }
      recorded.add(Wire.of(message));
    }
    assertThat(Wire.all(out)).isEqualTo(recorded);
    own.forEach(server::step);
  }

  private static void restart(Server server) {
    server.state = NodeState.restarted(server.disk);
    server.messages.clear();
    server.messagesAfterAppend.clear();
  }

  private static void compare(NodeState state, JsonNode post) {
    assertThat(state.state()).hasToString(post.get("role").asText());
    assertThat(state.term()).as("term").isEqualTo(post.get("term").asInt());
    assertThat(state.vote()).as("vote").isEqualTo(post.get("vote").asInt());
    assertThat(state.lead()).as("lead").isEqualTo(post.get("lead").asInt());
    assertThat(state.log().committed()).as("commit").isEqualTo(post.get("commit").asInt());
    for (var id = 1; id <= state.progress().size(); id++) {
      var progress = state.progress().get(id - 1);
      var recorded = post.get("progress").get(Integer.toString(id));
      var type =
          switch (progress.state()) {
            case PROBE -> "StateProbe";
            case REPLICATE -> "StateReplicate";
          };
      assertThat(List.of(type, progress.match(), progress.next()))
          .as("progress of %d", id)
          .isEqualTo(
              List.of(recorded.get(0).asText(), recorded.get(1).asInt(), recorded.get(2).asInt()));
    }
  }

  private int number(String text) {
    return data.computeIfAbsent(text, _ -> data.size());
  }

  private Server server(int id) {
    var server = servers.get(id);
    if (server == null) {
      throw new AssertionError("no server " + id);
    }
    return server;
  }
}
