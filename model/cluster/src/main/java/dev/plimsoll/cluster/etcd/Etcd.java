package dev.plimsoll.cluster.etcd;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;

/// Who puts calls in an order, and applies them.
public interface Etcd {

  /// What a client does with an answer, at once.
  @FunctionalInterface
  interface Client {
    /// Takes in an answer.
    void answered(Transaction tx, Response response);
  }

  /// A client's connection to one member.
  interface Session {

    /// Makes a call, which is answered later, or at once, or never if its leader is lost. It waits
    /// while there is another on the way, or no room for one.
    ///
    /// A read that is made so is linearizable.
    void call(Transaction tx, Call call);

    /// What the member has applied: serializable reads and watches are answered from it.
    Keyspace applied(State state);
  }

  /// Connects a client; those of the same number modulo the number of members have the same member.
  Session connect(int number, Client client);
}
