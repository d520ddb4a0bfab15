package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Applier;
import dev.plimsoll.etcd.server.Compare;
import dev.plimsoll.etcd.server.Request;
import dev.plimsoll.etcd.server.Response;
import dev.plimsoll.etcd.watch.WatchResponse;
import dev.plimsoll.etcd.watch.WatchableStore;
import java.util.List;
import java.util.Optional;

/// Objects in etcd's key-value store, each under a key; its `resourceVersion` is the revision that
/// changed the key last. A write is a transaction that compares it.
///
/// A call reads and writes in one step: the API server, which does so in two, tries again where
/// somebody else has written in between.
///
/// Source: `staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go`, v1.30.
///
/// @param <T> the kind
public final class EtcdObjectStore<T extends ApiObject<T>> implements ObjectStore<T> {

  private static final int WATCHER = 1;
  /// There is always room: nobody is slow here.
  private static final WatchableStore.Config WATCHES =
      new WatchableStore.Config(Integer.MAX_VALUE, 1, dev.plimsoll.etcd.watch.Bug.NONE);

  private static final Applier APPLIER =
      new Applier(
          new Applier.Config(
              new Store.Config(1, dev.plimsoll.etcd.mvcc.Bug.NONE),
              new Lessor.Config(1, dev.plimsoll.etcd.lease.Bug.NONE),
              dev.plimsoll.etcd.server.Bug.NONE));

  /// An empty store that is watched.
  public static final WatchableStore WATCHED =
      WatchableStore.of(Store.EMPTY).watch(WATCHER, KeyRange.ALL, 0);

  private final String prefix;
  private final Class<T> type;
  private final Cell<WatchableStore> etcd;
  private final Cell<Integer> lastUid;

  /// @param kind in the plural, as in a URL
  /// @param etcd {@link #WATCHED} at first
  /// @param lastUid of the object that was created last
  public EtcdObjectStore(
      String kind, Class<T> type, Cell<WatchableStore> etcd, Cell<Integer> lastUid) {
    prefix = "/registry/" + kind + "/";
    this.type = type;
    this.etcd = etcd;
    this.lastUid = lastUid;
  }

  private String key(int name) {
    return prefix + name;
  }

  @Override
  public Optional<Read<T>> get(State state, int name) {
    var kv = state.get(etcd).store().get(key(name));
    return kv.version() == 0
        ? Optional.empty()
        : Optional.of(new Read<>(type.cast(kv.value()), kv.modRevision()));
  }

  @Override
  public Outcome create(Transaction tx, int name, T object) {
    var uid = tx.get(lastUid) % Storage.UIDS + 1;
    var put = put(name, object.with(object.meta().withUid(uid)));
    if (!transact(tx, name, Compare.Target.VERSION, 0, put)) {
      return Outcome.ALREADY_EXISTS;
    }
    tx.set(lastUid, uid);
    return Outcome.OK;
  }

  @Override
  public Outcome update(Transaction tx, int name, Read<T> read, T object) {
    var held = get(tx, name);
    if (held.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    return held.get().resourceVersion() == read.resourceVersion()
        ? replace(tx, name, held.get(), object)
        : Outcome.CONFLICT;
  }

  @Override
  public Outcome delete(Transaction tx, int name) {
    return get(tx, name)
        .map(held -> replace(tx, name, held, held.object().with(held.object().meta().asDeleting())))
        .orElse(Outcome.NOT_FOUND);
  }

  @Override
  public Outcome delete(Transaction tx, int name, int uid) {
    return get(tx, name).filter(held -> held.object().meta().uid() != uid).isPresent()
        ? Outcome.CONFLICT
        : delete(tx, name);
  }

  /// What would change nothing is not written; `GuaranteedUpdate`.
  private Outcome replace(Transaction tx, int name, Read<T> held, T object) {
    if (object.equals(held.object())) {
      return Outcome.OK;
    }
    var meta = object.meta();
    var write =
        meta.deleting() && meta.finalizers().isEmpty()
            ? new Request.DeleteRange(KeyRange.of(key(name)))
            : put(name, object);
    return transact(tx, name, Compare.Target.MOD, held.resourceVersion(), write)
        ? Outcome.OK
        : Outcome.CONFLICT;
  }

  private Request.Op put(int name, T object) {
    return new Request.Put(key(name), object, Lease.NONE);
  }

  /// Writes if the key compares equal; says whether it did.
  private boolean transact(
      Transaction tx, int name, Compare.Target target, int than, Request.Op write) {
    var compare = new Compare.OfNumber(KeyRange.of(key(name)), target, Compare.Result.EQUAL, than);
    var request = new Request.Txn(List.of(compare), List.of(write), List.of());
    var applied = APPLIER.apply(tx.get(etcd).store(), request, true);
    tx.update(etcd, store -> store.notify(applied, WATCHES));
    return applied.response() instanceof Response.Txn(var succeeded, _, _) && succeeded;
  }

  @Override
  public Change<T> next(Transaction tx) {
    var channel = tx.get(etcd).channel();
    tx.require(!channel.isEmpty()).update(etcd, WatchableStore::taken);
    return switch (channel.getFirst()) {
      case WatchResponse.Events(_, var events) -> change(events.getFirst());
      case WatchResponse.Progress _, WatchResponse.Canceled _ ->
          throw new IllegalStateException("A watch that is not slow is told of changes only");
    };
  }

  private Change<T> change(Event event) {
    var name = Integer.parseInt(event.kv().key().substring(prefix.length()));
    return new Change<>(
        name,
        event.type() == Event.Type.DELETE
            ? Optional.empty()
            : Optional.of(type.cast(event.kv().value())));
  }
}
