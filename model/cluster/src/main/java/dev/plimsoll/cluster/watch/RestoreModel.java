package dev.plimsoll.cluster.watch;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.etcd.AtomicEtcd;
import dev.plimsoll.cluster.etcd.Call.Txn;
import dev.plimsoll.cluster.etcd.Etcd;
import dev.plimsoll.cluster.etcd.EtcdModel;
import dev.plimsoll.cluster.etcd.Keyspace;
import dev.plimsoll.cluster.etcd.Response;
import dev.plimsoll.cluster.watch.ReflectorState.Phase;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// etcd is restored from a backup: its revision goes back. The API server is started anew, and
/// lists what there is now. A client watches on from the revision that it has seen, which is later
/// than any there is; its watch is accepted, and nothing is told to it until etcd is there again.
///
/// One API server, one object, one client, kube-proxy; they are those of {@link WatchModel}. After
/// a restore that raises the revision and marks it compacted the client is told 410 Gone, so that
/// it lists.
///
/// Source: kubernetes/kubernetes#107457; etcd, op-guide/recovery.md, "Restoring with revision
/// bump", v3.6.
public final class RestoreModel extends EtcdModel {

  private static final int OBJECT = 0;
  private static final int NAMES = 1;
  private static final int WRITES = 2;

  /// How far a restore raises the revision: past all that was given out.
  private static final int BUMP = WRITES;

  /// How many changes the watch cache keeps.
  private static final int WINDOW = 2;

  private final Cell<Integer> writes = cell("writes left", WRITES);
  private final Cell<Boolean> restored = cell("etcd was restored", false);
  private final AtomicEtcd etcd = atomicEtcd();
  private final Etcd.Session writer = etcd.connect(0, this::written);
  private final ApiServer server =
      new ApiServer(
          0, NAMES, WINDOW, Bug.NONE, cell("API server: watch cache", Cacher.empty(NAMES)), etcd);
  private final Reflector client =
      new Reflector(
          0,
          NAMES,
          Bug.NONE,
          cell("kube-proxy: cache", ReflectorState.initial(Phase.LIST, NAMES)),
          List.of(server),
          etcd);

  /// @param fixed whether the restore raises the revision, and marks it compacted
  public RestoreModel(boolean fixed) {
    rule("somebody changes the endpoints", this::write);
    rule("etcd is restored from a backup", tx -> restore(tx, fixed));
    fair("API server: list what etcd holds", server::list);
    fair("API server: see a change in etcd", server::receive);
    fair("API server: send a change to those who watch", server::dispatch);
    fair("kube-proxy: list", client::listFromCache);
    fair("kube-proxy: watch", client::watch);
    fair("kube-proxy: be told 410 Gone", client::gone);
    fair("kube-proxy: see a change", client::receive);

    eventuallyAlways(
        "in the end kube-proxy knows what there is", s -> client.isUpToDate(s, server.etcd(s)));
    sometimes(
        "kube-proxy knows what was changed after the restore",
        s -> s.get(restored) && s.get(writes) == 0 && client.isUpToDate(s, server.etcd(s)));
  }

  private void fair(String name, Consumer<Transaction> body) {
    rule(name, body);
    weaklyFair(name);
  }

  private void write(Transaction tx) {
    tx.require(tx.get(writes) > 0 && server.cacher(tx).ready());
    writer.call(tx, new Txn(OBJECT, false, 0, false));
  }

  private void written(Transaction tx, Response response) {
    tx.update(writes, left -> left - 1);
  }

  /// Puts back what there was at some revision, while no API server runs.
  private void restore(Transaction tx, boolean bumps) {
    tx.require(restored, false).set(restored, true);
    var newest = server.etcd(tx).revision();
    var backup = tx.choose(IntStream.range(1, newest).boxed().toList());
    etcd.replace(tx, now -> restored(now, backup, bumps ? newest + BUMP : backup));
    server.forget(tx);
  }

  private static Keyspace restored(Keyspace lost, int backup, int revision) {
    var back = lost.restored(backup);
    return revision == backup ? back : back.bumped(revision);
  }
}
