package dev.plimsoll.cluster.incident.missed;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// etcd compacts changes that a slow watch cache has not been sent, and cannot tell it so at once,
/// as the stream is full. It goes on with what comes next, as if it had told: an object that was
/// deleted stays in the watch cache for ever.
///
/// Source: etcd `server/storage/mvcc/watchable_store.go` (`syncWatchers`) and `watcher_group.go`
/// (`chooseAll`), v3.5.12; the cause is etcd-io/etcd#17529. Left out: that etcd sends new changes
/// at once to a watcher that has kept up, and that other watchers fill the same stream.
final class SkippedByCompaction extends ClusterModel {

  private static final List<Integer> OBJECTS = List.of(0, 1);
  private static final int WRITES = 3;

  /// A change of etcd's.
  record Write(int revision, int object, boolean exists) {}

  /// What etcd sends to the watch cache.
  ///
  /// @param writes none where the watch has ended, as some of them are compacted
  record Response(List<Write> writes) {

    Response {
      writes = List.copyOf(writes);
    }
  }

  private final Cells<Boolean> stored = cells("object in etcd", OBJECTS.size(), true);
  private final Cell<Integer> revision = cell("revision of etcd", 0);
  private final Cell<Integer> compacted = cell("compacted revision", 0);
  private final Cell<List<Write>> history = cell("history of etcd", List.of());
  private final Cell<Optional<Integer>> next = cell("next revision to send", Optional.of(1));
  private final Queue<Response> stream = queue("stream", Response.class, 1);
  private final Cells<Boolean> cached = cells("object in watch cache", OBJECTS.size(), true);

  /// @param fixed whether a watcher that could not be told of a compaction is told later
  SkippedByCompaction(boolean fixed) {
    super(1, 1);
    var etcd = component("etcd");
    step(etcd, "send changes", this::send);
    step(etcd, "end the watch", this::end);
    if (!fixed) {
      step(etcd, "skip changes", this::skip);
    }
    var server = component("apiserver");
    step(server, "take in changes", this::takeIn);
    step(server, "list again", this::list);
    event("somebody creates or deletes an object", WRITES, this::write);
    event("etcd is compacted", 1, this::compact);

    eventuallyAlways("the watch cache holds what etcd holds in the end", this::isUpToDate);
    sometimes(
        "it does so after all was compacted",
        s -> s.get(revision) == WRITES && s.get(compacted) == WRITES && isUpToDate(s));
  }

  private boolean isUpToDate(State state) {
    return cached.values(state).equals(stored.values(state));
  }

  private void write(Transaction tx) {
    var object = tx.choose(OBJECTS);
    var at = tx.get(revision) + 1;
    var exists = !tx.get(stored.get(object));
    var write = new Write(at, object, exists);
    tx.set(revision, at).set(stored.get(object), exists);
    tx.update(history, before -> Stream.concat(before.stream(), Stream.of(write)).toList());
  }

  /// Forgets what was before a revision.
  private void compact(Transaction tx) {
    var at = tx.choose(IntStream.rangeClosed(1, tx.get(revision)).boxed().toList());
    tx.set(compacted, at);
    tx.update(history, before -> since(before, at));
  }

  private static List<Write> since(List<Write> writes, int at) {
    return writes.stream().filter(write -> write.revision() >= at).toList();
  }

  /// The revision that the watch cache is to be sent next, which there is already.
  private int unsynced(Transaction tx, boolean isCompacted) {
    var at = tx.get(next);
    tx.require(at.isPresent() && at.get() <= tx.get(revision));
    tx.require(at.orElseThrow() < tx.get(compacted) == isCompacted);
    return at.orElseThrow();
  }

  private void send(Transaction tx) {
    var from = unsynced(tx, false);
    tx.send(stream, new Response(since(tx.get(history), from)));
    tx.set(next, Optional.of(tx.get(revision) + 1));
  }

  private void end(Transaction tx) {
    unsynced(tx, true);
    tx.send(stream, new Response(List.of()));
    tx.set(next, Optional.empty());
  }

  /// The stream is full, so that the watch cannot be ended: it goes on from the newest revision.
  private void skip(Transaction tx) {
    unsynced(tx, true);
    tx.require(tx.size(stream) == 1);
    tx.set(next, Optional.of(tx.get(revision) + 1));
  }

  private void takeIn(Transaction tx) {
    tx.receive(stream).writes().forEach(w -> tx.set(cached.get(w.object()), w.exists()));
  }

  private void list(Transaction tx) {
    tx.require(next, Optional.empty()).require(tx.size(stream) == 0);
    OBJECTS.forEach(object -> tx.set(cached.get(object), tx.get(stored.get(object))));
    tx.set(next, Optional.of(tx.get(revision) + 1));
  }
}
