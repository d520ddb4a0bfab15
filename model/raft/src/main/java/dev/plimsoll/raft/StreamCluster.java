package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Message.MsgSnap;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A cluster that is led by its first server, of whose messages some come late: those are in
/// streams, one from each server to each other, in the order of sending; where there is no room in
/// a stream, messages are lost, but for snapshots (etcd server/etcdserver/api/rafthttp/peer.go,
/// `send` and `sendSnap`). The others are exchanged in one step, or lost.
public abstract class StreamCluster extends RaftMembers {

  private final int room;
  private final Cells<List<Message>> streams;

  /// Servers of which the first leads.
  ///
  /// @param configs one for each server, with the ids 1, 2, ...
  /// @param members what all servers begin with
  /// @param crashes how many there are at most
  /// @param room of each stream, in messages
  @SuppressWarnings("this-escape") // models are declared in constructors, by final methods
  protected StreamCluster(List<Config> configs, ConfState members, int crashes, int room) {
    super(configs, members, new Faults(0, 0, crashes, 0), crashes, Start.LED);
    this.room = room;
    streams = cells("stream", configs.size() * configs.size(), List.of());
  }

  /// Whether a message comes late.
  ///
  /// @param between who exchanges messages in this step
  protected abstract boolean isLate(Message message, List<Cell<NodeState>> between);

  /// What is under way from one server to another.
  protected final Cell<List<Message>> stream(int from, int to) {
    return streams.get((from - 1) * nodes.size() + to - 1);
  }

  /// Takes out the first message of a stream; the step cannot be made where there is none.
  protected final Message receive(Transaction tx, Cell<List<Message>> stream) {
    var before = tx.get(stream);
    tx.require(!before.isEmpty()).set(stream, before.subList(1, before.size()));
    return before.getFirst();
  }

  /// Hands a message to its receiver alone.
  protected final void hand(Transaction tx, Message message) {
    exchange(tx, List.of(), message, () -> false);
  }

  /// Hands a message to its receiver, and some servers what they send each other on that, until
  /// there is nothing left or something is so.
  protected final void exchange(
      Transaction tx, List<Cell<NodeState>> between, Message begin, BooleanSupplier isEnough) {
    var open = new ArrayDeque<Message>(List.of(begin));
    while (!open.isEmpty() && !isEnough.getAsBoolean()) {
      var message = open.remove();
      for (var sent :
          step(tx, receiver(message), (server, state) -> server.process(state, message))) {
        if (isLate(sent, between)) {
          sendLate(tx, sent);
        } else if (between.contains(receiver(sent))) {
          open.add(sent);
        }
      }
    }
  }

  private void sendLate(Transaction tx, Message message) {
    tx.update(
        stream(message.from(), message.to()),
        so -> hasRoom(so, message) ? Stream.concat(so.stream(), Stream.of(message)).toList() : so);
  }

  /// Whether there is room in a stream for a message.
  boolean hasRoom(List<Message> stream, Message message) {
    return stream.size() < room || message instanceof MsgSnap;
  }
}
