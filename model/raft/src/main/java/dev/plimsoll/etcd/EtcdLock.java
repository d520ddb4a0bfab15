package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.stream.Stream;

/// Clients take a lock: each puts a key with its lease, waits until there is no earlier key, and
/// then has the lock until it deletes its key. Leases end when clients do not keep them alive,
/// and keys with them.
///
/// Nothing tells who has the lock that his lease has ended: two may have it then, and etcd does not
/// promise otherwise. What it may promise is that nobody gets it whose lease has ended before.
///
/// Source: etcd client/v3/concurrency/mutex.go, `Lock`, v3.5.33.
///
/// What it leaves out: docs/models/etcd-store.md.
public final class EtcdLock extends Model {

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE,
    /// Who has waited does not look whether his own key is there still (before commit b14c7cd,
    /// December 2019; etcd-io/etcd#11456): two clients have the lock only if the lease of one ended
    /// meanwhile.
    OWN_KEY_UNCHECKED
  }

  /// How far the model goes.
  ///
  /// @param clients how many
  /// @param expirations how many leases end
  /// @param rounds how often each client takes the lock
  public record Bounds(int clients, int expirations, int rounds) {}

  /// What a client does.
  private enum Stage {
    /// It does not want the lock.
    IDLE,
    /// It has put its key, and waits.
    WAITS,
    /// It thinks that it has the lock.
    HOLDS
  }

  /// A client.
  ///
  /// @param rounds how often it has wanted the lock
  /// @param isExpired whether its lease has ended while it had the lock
  private record Client(Stage stage, int rounds, boolean isExpired) {
    Client at(Stage next) {
      return new Client(next, rounds, false);
    }
  }

  private final Bounds bounds;
  private final Bug bug;
  private final Cells<Client> clients;
  private final Cell<List<Integer>> keys = cell("keys", List.of());
  private final Cell<Integer> expirations = cell("expirations", 0);

  /// Clients that take the lock rightly, or with a mistake.
  public EtcdLock(Bounds bounds, Bug bug) {
    this.bounds = bounds;
    this.bug = bug;
    clients = cells("client", bounds.clients(), new Client(Stage.IDLE, 0, false));

    rule("a client puts its key", clients, this::ask);
    rule("a client has waited", clients, this::waited);
    rule("a client releases the lock", clients, this::release);
    if (bounds.expirations() > 0) {
      rule("a lease ends", clients, this::expire);
      sometimes(
          "a client is told that its lease has ended",
          s ->
              clients.any(
                  s,
                  client -> client.stage == Stage.IDLE && client.rounds > 0 && client.isExpired));
    }
    always(
        "two clients have the lock only if the lease of one ended meanwhile",
        clients.pairs(),
        (s, pair) -> {
          var one = s.get(pair.first());
          var other = s.get(pair.second());
          return one.stage != Stage.HOLDS
              || other.stage != Stage.HOLDS
              || one.isExpired
              || other.isExpired;
        });
    sometimes(
        "a client has the lock, and another waits for it",
        s ->
            clients.any(s, client -> client.stage == Stage.HOLDS)
                && clients.any(s, client -> client.stage == Stage.WAITS));
  }

  private void ask(Transaction tx, Cell<Client> cell) {
    var client = tx.get(cell);
    tx.require(client.stage == Stage.IDLE && client.rounds < bounds.rounds());
    tx.set(cell, new Client(Stage.WAITS, client.rounds + 1, false));
    tx.update(keys, so -> Stream.concat(so.stream(), Stream.of(cell.index())).toList());
  }

  /// Of the keys before its own none is left.
  private void waited(Transaction tx, Cell<Client> cell) {
    var client = tx.get(cell);
    tx.require(client.stage == Stage.WAITS);
    var all = tx.get(keys);
    if (all.contains(cell.index())) {
      tx.require(all.getFirst() == cell.index());
      tx.set(cell, client.at(Stage.HOLDS));
    } else {
      tx.set(
          cell,
          bug == Bug.NONE ? new Client(Stage.IDLE, client.rounds, true) : client.at(Stage.HOLDS));
    }
  }

  private void release(Transaction tx, Cell<Client> cell) {
    var client = tx.get(cell);
    tx.require(client.stage == Stage.HOLDS).set(cell, client.at(Stage.IDLE));
    remove(tx, cell);
  }

  private void expire(Transaction tx, Cell<Client> cell) {
    tx.update(expirations, so -> so + 1).require(tx.get(expirations) <= bounds.expirations());
    var client = tx.get(cell);
    tx.require(tx.get(keys).contains(cell.index()));
    remove(tx, cell);
    if (client.stage == Stage.HOLDS) {
      tx.set(cell, new Client(Stage.HOLDS, client.rounds, true));
    }
  }

  private void remove(Transaction tx, Cell<Client> cell) {
    tx.update(keys, so -> so.stream().filter(key -> key != cell.index()).toList());
  }
}
