package dev.plimsoll.etcd;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// The models of etcd's server, as users find them.
public final class EtcdModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        etcdStore(),
        etcdBuffers(),
        etcdFiles(),
        etcdWatch(),
        etcdLease(),
        etcdAuth(),
        etcdUpgrade(),
        etcdLock(),
        etcdKv());
  }

  private static ModelDefinition etcdStore() {
    return new ModelDefinition(
        "etcd-store",
        "members of etcd apply one log to their key-value stores, compact and crash",
        "etcd server/mvcc and server/etcdserver/apply.go, v3.5.33",
        List.of(
            Parameter.integer("members", 2, 1, 3, "members"),
            Parameter.integer("entries", 3, 1, 6, "requests that clients make"),
            Parameter.integer("crashes", 1, 0, 3, "crashes, each with a start"),
            Parameter.integer("batch", 1, 1, 9, "changes that a compaction looks at at a time"),
            Parameter.flag("leases", false, "clients use a lease"),
            Parameter.enumeration("bug", EtcdStore.Bug.class, "a mistake to seed")),
        given ->
            new EtcdStore(
                new EtcdStore.Bounds(
                    given.integer("members"),
                    given.integer("entries"),
                    given.integer("crashes"),
                    given.integer("batch"),
                    given.flag("leases")),
                given.constant("bug", EtcdStore.Bug.class)));
  }

  private static ModelDefinition etcdBuffers() {
    return new ModelDefinition(
        "etcd-buffers",
        "what is written to etcd's database and not committed is read from buffers",
        "etcd server/storage/backend/tx_buffer.go and batch_tx.go, v3.6",
        List.of(
            Parameter.integer("writes", 3, 1, 6, "writes of keys"),
            Parameter.integer("others", 2, 1, 6, "writes of something else"),
            Parameter.integer("commits", 3, 1, 6, "commits of the database"),
            Parameter.enumeration("bug", EtcdBuffers.Bug.class, "a mistake to seed")),
        given ->
            new EtcdBuffers(
                new EtcdBuffers.Bounds(
                    given.integer("writes"), given.integer("others"), given.integer("commits")),
                given.constant("bug", EtcdBuffers.Bug.class)));
  }

  private static ModelDefinition etcdFiles() {
    return new ModelDefinition(
        "etcd-files",
        "a member of etcd gets snapshots, is defragmented and started again",
        "etcd server/etcdserver/server.go and server/storage/backend.go, v3.6",
        List.of(
            Parameter.integer("snapshots", 3, 2, 6, "snapshots that come"),
            Parameter.integer("defragmentations", 2, 0, 4, "times that it is defragmented"),
            Parameter.integer("restarts", 2, 0, 4, "times that it is started again"),
            Parameter.enumeration("bug", EtcdFiles.Bug.class, "a mistake to seed")),
        given ->
            new EtcdFiles(
                new EtcdFiles.Bounds(
                    given.integer("snapshots"),
                    given.integer("defragmentations"),
                    given.integer("restarts")),
                given.constant("bug", EtcdFiles.Bug.class)));
  }

  private static ModelDefinition etcdWatch() {
    return new ModelDefinition(
        "etcd-watch",
        "a member of etcd tells a client of changes, through snapshots, compactions and crashes",
        "etcd server/mvcc/watchable_store.go, v3.5.33",
        List.of(
            Parameter.enumeration("kinds", EtcdWatch.Writes.class, "what clients write"),
            Parameter.integer("writes", 2, 1, 6, "writes of keys"),
            Parameter.integer("compactions", 1, 0, 3, "compactions of the store"),
            Parameter.integer("snapshots", 1, 0, 3, "snapshots that the member installs"),
            Parameter.integer("crashes", 0, 0, 3, "crashes of the member, each with a start"),
            Parameter.integer("breaks", 1, 0, 3, "times that the stream breaks"),
            Parameter.integer("requests", 1, 0, 3, "requests for a notification of progress"),
            Parameter.integer("channel", 1, 1, 9, "responses that the stream has room for"),
            Parameter.enumeration("bug", EtcdWatch.Bug.class, "a mistake to seed")),
        given ->
            new EtcdWatch(
                new EtcdWatch.Bounds(
                    given.constant("kinds", EtcdWatch.Writes.class),
                    given.integer("writes"),
                    given.integer("compactions"),
                    given.integer("snapshots"),
                    given.integer("crashes"),
                    given.integer("breaks"),
                    given.integer("requests"),
                    given.integer("channel")),
                given.constant("bug", EtcdWatch.Bug.class)));
  }

  private static ModelDefinition etcdLease() {
    return new ModelDefinition(
        "etcd-lease",
        "leaders of etcd, one after another, count the time that a lease has left",
        "etcd server/lease/lessor.go and server/etcdserver/server.go, v3.5.33",
        List.of(
            Parameter.integer("members", 2, 2, 4, "members"),
            Parameter.integer("ttl", 6, 1, 9, "TTL of the lease"),
            Parameter.integer("interval", 2, 2, 9, "time between checkpoints"),
            Parameter.integer("changes", 2, 0, 4, "changes of the leader"),
            Parameter.integer("renewals", 1, 0, 4, "how often the client keeps the lease alive"),
            Parameter.integer("restarts", 1, 0, 4, "members that do not lead start again"),
            Parameter.enumeration("bug", EtcdLease.Bug.class, "a mistake to seed")),
        given ->
            new EtcdLease(
                new EtcdLease.Bounds(
                    given.integer("members"),
                    given.integer("ttl"),
                    given.integer("interval"),
                    given.integer("changes"),
                    given.integer("renewals"),
                    given.integer("restarts")),
                given.constant("bug", EtcdLease.Bug.class)));
  }

  private static ModelDefinition etcdAuth() {
    return new ModelDefinition(
        "etcd-auth",
        "members of etcd apply one log of rights and writes, crash and get snapshots",
        "etcd server/auth/store.go, v3.5.33",
        List.of(
            Parameter.integer("members", 2, 2, 3, "members"),
            Parameter.integer("entries", 3, 1, 6, "requests that clients make"),
            Parameter.integer("crashes", 1, 0, 3, "crashes, each with a start"),
            Parameter.integer("snapshots", 1, 0, 3, "snapshots that members get"),
            Parameter.enumeration("bug", EtcdAuth.Bug.class, "a mistake to seed")),
        given ->
            new EtcdAuth(
                new EtcdAuth.Bounds(
                    given.integer("members"),
                    given.integer("entries"),
                    given.integer("crashes"),
                    given.integer("snapshots")),
                given.constant("bug", EtcdAuth.Bug.class)));
  }

  private static ModelDefinition etcdUpgrade() {
    return new ModelDefinition(
        "etcd-upgrade",
        "a learner is promoted while members of etcd are updated from v3.5 to v3.6",
        "etcd server/etcdserver/api/membership/cluster.go, v3.5.33",
        List.of(
            Parameter.integer("members", 3, 2, 5, "members before the learner is added"),
            Parameter.enumeration("bug", EtcdUpgrade.Bug.class, "a mistake to seed")),
        given ->
            new EtcdUpgrade(
                given.integer("members"), given.constant("bug", EtcdUpgrade.Bug.class)));
  }

  private static ModelDefinition etcdLock() {
    return new ModelDefinition(
        "etcd-lock",
        "clients of etcd take a lock by keys with leases",
        "etcd client/v3/concurrency/mutex.go, v3.5.33",
        List.of(
            Parameter.integer("clients", 3, 2, 4, "clients"),
            Parameter.integer("expirations", 2, 0, 4, "leases that end"),
            Parameter.integer("rounds", 2, 1, 3, "how often each client takes the lock"),
            Parameter.enumeration("bug", EtcdLock.Bug.class, "a mistake to seed")),
        given ->
            new EtcdLock(
                new EtcdLock.Bounds(
                    given.integer("clients"),
                    given.integer("expirations"),
                    given.integer("rounds")),
                given.constant("bug", EtcdLock.Bug.class)));
  }

  private static ModelDefinition etcdKv() {
    return new ModelDefinition(
        "etcd-kv",
        "what clients of etcd are answered, while leaders change and members crash",
        "etcd server/etcdserver/v3_server.go, v3.5.33; go.etcd.io/raft at cdfbeed",
        List.of(
            Parameter.integer("calls", 2, 1, 6, "calls of clients"),
            Parameter.integer("clients", 2, 1, 4, "clients that wait at a time"),
            Parameter.integer("members", 2, 1, 3, "members that clients call, the first of three"),
            Parameter.integer("timeouts", 1, 0, 4, "times that a client waits no longer"),
            Parameter.integer("elections", 1, 0, 4, "elections, as members time out"),
            Parameter.integer("crashes", 0, 0, 4, "crashes, each with a start"),
            Parameter.enumeration("bug", EtcdKv.Bug.class, "a mistake to seed")),
        given ->
            new EtcdKv(
                new EtcdKv.Bounds(
                    given.integer("calls"),
                    given.integer("clients"),
                    given.integer("members"),
                    given.integer("timeouts"),
                    given.integer("elections"),
                    given.integer("crashes")),
                given.constant("bug", EtcdKv.Bug.class)));
  }
}
