package dev.plimsoll.cluster.incident.lease;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.client.Component;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Clients add their names to a set in a store: take a lock in etcd, read, write. The lock is bound
/// to a lease, which ends while its holder pauses or is cut off; the next takes the lock, and the
/// first, which does not know, writes what it has read before.
///
/// Source: `client/v3/concurrency/mutex.go`, etcd v3.4: a lock is a key with the holder's lease,
/// and is known by the revision at which it was made.
final class UpdateLostUnderLock extends ClusterModel {

  private static final List<Integer> CLIENTS = List.of(0, 1);

  /// @param revision at which the key was made
  private record Lock(int client, int revision) {}

  private final Cell<Optional<Lock>> lock = cell("lock", Optional.empty());
  private final Cell<Integer> revision = cell("revision of the last lock", 0);
  private final Cell<List<Integer>> set = cell("set", List.of());
  private final Cells<Boolean> isAcknowledged =
      cells("acknowledged to client", CLIENTS.size(), false);

  /// @param fixed whether a write is refused unless the writer still has the lock
  UpdateLostUnderLock(boolean fixed) {
    super(1, 1);
    CLIENTS.forEach(client -> declareClient(client, fixed));
    event(
        "the lease of the lock ends",
        2,
        tx -> tx.require(tx.get(lock).isPresent()).set(lock, Optional.empty()));

    always(
        "an acknowledged update is not lost",
        CLIENTS,
        (s, client) -> !s.get(isAcknowledged.get(client)) || s.get(set).contains(client));
    sometimes("both updates are made", s -> isAcknowledged.all(s, true));
  }

  private void declareClient(int number, boolean isFenced) {
    var client = component("client " + number);
    var held = this.<Optional<Lock>>memory(client, "lock", Optional.empty());
    var read = this.<Optional<List<Integer>>>memory(client, "read", Optional.empty());
    var isDone = isAcknowledged.get(number);
    step(
        client,
        "lock",
        tx -> {
          tx.require(isDone, false).require(held, Optional.empty()).require(lock, Optional.empty());
          tx.update(revision, last -> last + 1);
          var mine = Optional.of(new Lock(number, tx.get(revision)));
          tx.set(lock, mine).set(held, mine);
        });
    step(
        client,
        "read",
        tx -> {
          tx.require(isDone, false);
          tx.require(tx.get(held).isPresent()).require(read, Optional.empty());
          tx.set(read, Optional.of(tx.get(set)));
        });
    declareWrite(client, number, held, read, isFenced);
  }

  private void declareWrite(
      Component client,
      int number,
      Cell<Optional<Lock>> held,
      Cell<Optional<List<Integer>>> read,
      boolean isFenced) {
    step(
        client,
        "write",
        tx -> {
          tx.require(tx.get(read).isPresent());
          if (!isFenced || tx.get(lock).equals(tx.get(held))) {
            var before = tx.get(read).orElseThrow();
            tx.set(set, Stream.concat(before.stream(), Stream.of(number)).sorted().toList());
            tx.set(isAcknowledged.get(number), true);
          } else {
            tx.set(held, Optional.empty());
          }
          tx.set(read, Optional.empty());
        });
    step(
        client,
        "unlock",
        tx -> {
          tx.require(isAcknowledged.get(number), true).require(tx.get(held).isPresent());
          if (tx.get(lock).equals(tx.get(held))) {
            tx.set(lock, Optional.empty());
          }
          tx.set(held, Optional.empty());
        });
  }
}
