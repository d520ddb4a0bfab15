package dev.plimsoll.raft;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.stream.Stream;

/// The messages under way between servers.
sealed interface Network {

  /// Sends a message.
  void send(Transaction tx, Message message);

  /// Messages arrive in any order; the same message twice counts once. Where too many would be under
  /// way, the step cannot be made.
  record Reordering(Bag<Message> messages) implements Network {
    @Override
    public void send(Transaction tx, Message message) {
      tx.send(messages, message);
    }
  }

  /// Messages from one server to another arrive in the order of sending; where as many as there is
  /// room for are under way, further ones are lost: etcd's streams, one for each pair
  /// (server/etcdserver/api/rafthttp/peer.go, `send`).
  ///
  /// @param streams from the first server to each, from the second to each, ...
  /// @param room of each stream
  record Ordered(int servers, Cells<List<Message>> streams, int room) implements Network {
    @Override
    public void send(Transaction tx, Message message) {
      var stream = stream(message.from(), message.to());
      var before = tx.get(stream);
      if (before.size() < room) {
        tx.set(stream, Stream.concat(before.stream(), Stream.of(message)).toList());
      }
    }

    /// Takes out the message that was sent first; the step cannot be made where there is none.
    Message receive(Transaction tx, int from, int to) {
      var stream = stream(from, to);
      var before = tx.get(stream);
      tx.require(!before.isEmpty()).set(stream, before.subList(1, before.size()));
      return before.getFirst();
    }

    private Cell<List<Message>> stream(int from, int to) {
      return streams.get((from - 1) * servers + to - 1);
    }
  }
}
