package dev.plimsoll.etcd.server;

import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.RangeResult;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.mvcc.WriteTxn;
import dev.plimsoll.etcd.server.Response.Refusal;
import dev.plimsoll.etcd.server.Response.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies entries of the log to a store, one after another.
///
/// Source: etcd `server/etcdserver/apply.go`, `applierV3backend`, and `server.go`,
/// `applyEntryNormal`, v3.5.33; for ranges in transactions `server/etcdserver/txn/txn.go`, v3.7.
public final class Applier {

  /// How members apply.
  public record Config(Store.Config store, Lessor.Config lessor, Bug bug) {}

  /// What an entry leads to.
  ///
  /// @param store afterwards, at the index of the entry
  /// @param changes of keys, in order, all of one main revision
  /// @param commits whether the database must be committed at once
  public record Applied(Store store, Response response, List<Event> changes, boolean commits) {

    public Applied {
      changes = List.copyOf(changes);
    }

    private Applied at(int index) {
      return new Applied(store.at(index), response, changes, commits);
    }
  }

  private final Config config;

  /// One that applies so.
  public Applier(Config config) {
    this.config = config;
  }

  /// How it applies.
  public Config config() {
    return config;
  }

  /// Applies the next entry.
  ///
  /// @param isAwaited whether the client waits at this member
  public Applied apply(Store store, Request request, boolean isAwaited) {
    return apply(store, asSeen(request, isAwaited)).at(store.database().consistentIndex() + 1);
  }

  /// `removeNeedlessRangeReqs`.
  private Request asSeen(Request request, boolean isAwaited) {
    return config.bug == Bug.NEEDLESS_RANGES_REMOVED
            && !isAwaited
            && request instanceof Request.Txn(var compares, var success, var failure)
        ? new Request.Txn(compares, withoutRanges(success), withoutRanges(failure))
        : request;
  }

  private static List<Request.Op> withoutRanges(List<Request.Op> ops) {
    return ops.stream().filter(op -> !(op instanceof Request.Range)).toList();
  }

  private Applied apply(Store store, Request request) {
    return switch (request) {
      case Request.Empty() -> unchanged(store, new Response.Done(store.currentRevision()));
      case Request.Op op -> apply(store, List.of(op), Optional.empty());
      case Request.Txn(var compares, var success, var failure) -> {
        var succeeds = compares.stream().allMatch(compare -> compare.holds(store));
        yield apply(store, succeeds ? success : failure, Optional.of(succeeds));
      }
      case Request.Compact(var revision) -> compact(store, revision);
      case Request.LeaseGrant(var id, var ttl) -> grant(store, id, ttl);
      case Request.LeaseRevoke(var id) -> revoke(store, id);
      case Request.LeaseCheckpoint(var id, var remainingTtl) -> checkpoint(store, id, remainingTtl);
    };
  }

  private static Applied unchanged(Store store, Response response) {
    return new Applied(store, response, List.of(), false);
  }

  private static Applied refused(Store store, Refusal refusal) {
    return unchanged(store, new Refused(refusal));
  }

  // ---- keys

  /// @param succeeded whether the comparisons held of the transaction that the operations are of;
  ///     empty where there is none
  private static Applied apply(Store store, List<Request.Op> ops, Optional<Boolean> succeeded) {
    var refusal = ops.stream().flatMap(op -> refusal(store, op).stream()).findFirst();
    if (refusal.isPresent()) {
      return refused(store, refusal.get());
    }
    var txn = store.write();
    var responses = new ArrayList<Response>();
    ops.forEach(op -> responses.add(apply(txn, op)));
    var response =
        succeeded.isPresent()
            ? new Response.Txn(succeeded.get(), responses, txn.revision())
            : responses.getFirst();
    return new Applied(txn.end(), response, txn.changes(), false);
  }

  /// Why an operation cannot be done; `checkRange` and `checkPut`: found before anything is done.
  private static Optional<Refusal> refusal(Store store, Request.Op op) {
    return switch (op) {
      case Request.Range(var keys, var revision, var limit) ->
          switch (store.range(keys, revision, limit)) {
            case RangeResult.Found _ -> Optional.empty();
            case RangeResult.Compacted() -> Optional.of(Refusal.COMPACTED);
            case RangeResult.Future() -> Optional.of(Refusal.FUTURE_REVISION);
          };
      case Request.Put(_, _, var lease) ->
          lease == Lease.NONE || store.lessor().lookup(lease).isPresent()
              ? Optional.empty()
              : Optional.of(Refusal.LEASE_NOT_FOUND);
      case Request.DeleteRange _ -> Optional.empty();
    };
  }

  private static Response apply(WriteTxn txn, Request.Op op) {
    return switch (op) {
      case Request.Range(var keys, var revision, var limit) ->
          switch (txn.range(keys, revision, limit)) {
            case RangeResult.Found(var kvs, var count, var newest) ->
                new Response.Ranged(kvs, count, newest);
            case RangeResult.Compacted(), RangeResult.Future() ->
                throw new IllegalStateException("unexpected error during txn: " + op);
          };
      case Request.Put(var key, var value, var lease) -> {
        txn.put(key, value, lease);
        yield new Response.Done(txn.revision());
      }
      case Request.DeleteRange(var keys) -> {
        var deleted = txn.deleteRange(keys);
        yield new Response.Deleted(deleted, txn.revision());
      }
    };
  }

  private Applied compact(Store store, int revision) {
    return switch (store.answer(revision)) {
      case BEGINS ->
          new Applied(
              store.schedule(revision, config.store),
              new Response.Done(store.currentRevision()),
              List.of(),
              true);
      case COMPACTED -> refused(store, Refusal.COMPACTED);
      case FUTURE -> refused(store, Refusal.FUTURE_REVISION);
    };
  }

  // ---- leases

  private Applied grant(Store store, int id, int ttl) {
    return store.lessor().lookup(id).isPresent()
        ? refused(store, Refusal.LEASE_EXISTS)
        : unchanged(
            store.saving(store.lessor().grant(id, ttl, config.lessor), id),
            new Response.Done(store.currentRevision()));
  }

  private static Applied revoke(Store store, int id) {
    if (store.lessor().lookup(id).isEmpty()) {
      return refused(store, Refusal.LEASE_NOT_FOUND);
    }
    var txn = store.revoke(id);
    return new Applied(txn.end(), new Response.Done(txn.revision()), txn.changes(), false);
  }

  private Applied checkpoint(Store store, int id, int remainingTtl) {
    var done = new Response.Done(store.currentRevision());
    if (store.lessor().lookup(id).isEmpty()) {
      return unchanged(store, done);
    }
    var lessor = store.lessor().checkpoint(id, remainingTtl, config.lessor);
    return unchanged(
        config.lessor.savesCheckpoints() ? store.saving(lessor, id) : store.with(lessor), done);
  }
}
