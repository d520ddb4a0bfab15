package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Some nodes that exchange messages until none is left, the first of which leads.
final class FewNodes {

  private final List<Application> applications;
  private final List<NodeState> states = new ArrayList<>();

  /// Messages that are lost.
  Predicate<Message> lost = _ -> false;

  FewNodes(int count, Limits limits, Config.Option... options) {
    var ids = IntStream.rangeClosed(1, count).boxed().toList();
    applications =
        ids.stream().map(id -> new Application(Config.of(id).with(limits).with(options))).toList();
    var members = Storage.of(Snapshot.of(ConfState.of(ids, List.of())));
    var blank = new HardState.Saved(HardState.EMPTY, members);
    applications.forEach(application -> states.add(application.start(blank)));
    send(new MsgHup(1));
  }

  NodeState state(int id) {
    return states.get(id - 1);
  }

  /// A tick of a node, and all that follows.
  void tick(int id) {
    var done = applications.get(id - 1).tick(state(id));
    states.set(id - 1, done.state());
    done.messages().forEach(this::send);
  }

  /// Delivers a message, and all that follow from it.
  ///
  /// @return the messages that nodes sent, in order
  List<Message> send(Message first) {
    var sent = new ArrayList<Message>(List.of(first));
    for (var next = 0; next < sent.size(); next++) {
      var message = sent.get(next);
      if (!lost.test(message)) {
        var done = applications.get(message.to() - 1).process(state(message.to()), message);
        states.set(message.to() - 1, done.state());
        sent.addAll(done.messages());
      }
    }
    return sent.subList(1, sent.size());
  }
}
