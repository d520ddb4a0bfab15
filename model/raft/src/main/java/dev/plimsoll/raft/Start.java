package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgHup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// How a cluster begins.
enum Start {
  /// No server has started a term.
  BLANK,
  /// The first server leads in term 1, and all have committed its first entry.
  LED;

  /// The nodes of the servers.
  ///
  /// @param servers with the ids 1, 2, ...
  /// @param disk of each
  List<NodeState> of(List<Application> servers, HardState.Saved disk) {
    var nodes = servers.stream().map(server -> server.start(disk)).toList();
    return switch (this) {
      case BLANK -> nodes;
      case LED -> led(servers, nodes);
    };
  }

  /// The first times out, and all messages arrive in the order of sending, until there are none.
  private static List<NodeState> led(List<Application> servers, List<NodeState> blank) {
    var nodes = new ArrayList<>(blank);
    var open = new ArrayDeque<Message>(List.of(new MsgHup(1)));
    while (!open.isEmpty()) {
      var message = open.remove();
      var to = message.to() - 1;
      var done = servers.get(to).process(nodes.get(to), message);
      nodes.set(to, done.state());
      open.addAll(done.messages());
    }
    return nodes;
  }
}
