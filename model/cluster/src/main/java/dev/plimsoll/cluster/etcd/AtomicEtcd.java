package dev.plimsoll.cluster.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.function.UnaryOperator;

/// An etcd that makes and answers a call in one step: what is to be said of the members of a
/// cluster by their callers is that they act as one that does so.
public final class AtomicEtcd implements Etcd {

  private final Cell<Keyspace> keyspace;

  AtomicEtcd(Cell<Keyspace> keyspace) {
    this.keyspace = keyspace;
  }

  /// Stops, and starts with other data.
  public void replace(Transaction tx, UnaryOperator<Keyspace> data) {
    tx.update(keyspace, data);
  }

  @Override
  public Session connect(int number, Client client) {
    return new Session() {
      @Override
      public void call(Transaction tx, Call call) {
        var applied = tx.get(keyspace).apply(call);
        tx.set(keyspace, applied.keyspace());
        client.answered(tx, applied.response());
      }

      @Override
      public Keyspace applied(State state) {
        return state.get(keyspace);
      }
    };
  }
}
