package dev.plimsoll.etcd.server;

import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.KeyValue;
import dev.plimsoll.etcd.mvcc.RangeResult;
import dev.plimsoll.etcd.mvcc.Store;
import java.util.List;

/// A comparison that all keys of a range must pass; one that is absent has zeros, and no value.
///
/// Source: etcd `server/etcdserver/apply.go`, `applyCompare`, v3.5.33.
public sealed interface Compare {

  /// Which keys.
  KeyRange keys();

  /// Whether a key passes.
  boolean passes(KeyValue kv);

  /// Whether a key passes that there is not.
  boolean passes(String absent);

  /// What is compared.
  enum Target {
    /// How often the key was put.
    VERSION,
    /// The revision that created it.
    CREATE,
    /// The revision that changed it last.
    MOD,
    /// The lease that it is attached to.
    LEASE
  }

  /// How it must compare.
  enum Result {
    /// The same.
    EQUAL,
    /// Not the same.
    NOT_EQUAL,
    /// Greater.
    GREATER,
    /// Less.
    LESS
  }

  /// Compares a number of a key with another.
  record OfNumber(KeyRange keys, Target target, Result result, int than) implements Compare {

    @Override
    public boolean passes(KeyValue kv) {
      var number =
          switch (target) {
            case VERSION -> kv.version();
            case CREATE -> kv.createRevision();
            case MOD -> kv.modRevision();
            case LEASE -> kv.lease();
          };
      return switch (result) {
        case EQUAL -> number == than;
        case NOT_EQUAL -> number != than;
        case GREATER -> number > than;
        case LESS -> number < than;
      };
    }

    @Override
    public boolean passes(String absent) {
      return passes(KeyValue.absent(absent));
    }
  }

  /// Compares the value of a key with another. Values have no order here.
  ///
  /// @param equals whether it must be the same, or another
  record OfValue(KeyRange keys, boolean equals, Object than) implements Compare {

    @Override
    public boolean passes(KeyValue kv) {
      return kv.value().equals(than) == equals;
    }

    @Override
    public boolean passes(String absent) {
      return false;
    }
  }

  /// Whether it holds in a store.
  default boolean holds(Store store) {
    return switch (store.range(keys(), Store.NEWEST, Store.NO_LIMIT)) {
      case RangeResult.Found(List<KeyValue> kvs, _, _) when kvs.isEmpty() -> passes(keys().key());
      case RangeResult.Found(List<KeyValue> kvs, _, _) -> kvs.stream().allMatch(kv -> passes(kv));
      case RangeResult.Compacted(), RangeResult.Future() -> false;
    };
  }
}
