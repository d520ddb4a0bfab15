package dev.plimsoll.etcd;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// The models of etcd's server, as users find them.
public final class EtcdModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(etcdStore());
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
}
