package dev.plimsoll.etcd;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// The models of etcd's server, as users find them.
public final class EtcdModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(etcdStore(), etcdWatch());
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
}
