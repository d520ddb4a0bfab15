package dev.plimsoll.etcd.server;

import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.Store;
import java.util.List;

/// What an entry of the log asks for; etcd `api/etcdserverpb/rpc.proto`, v3.5.33.
public sealed interface Request {

  /// What can be in a transaction.
  sealed interface Op extends Request {}

  /// Nothing: what a leader begins its term with.
  record Empty() implements Request {}

  /// Reads keys.
  ///
  /// @param revision as of which; {@link Store#NEWEST} for the newest
  /// @param limit how many; {@link Store#NO_LIMIT} for all
  record Range(KeyRange keys, int revision, int limit) implements Op {}

  /// Puts a key.
  ///
  /// @param lease to attach it to; {@link Lease#NONE} for none
  record Put(String key, Object value, int lease) implements Op {}

  /// Deletes keys.
  record DeleteRange(KeyRange keys) implements Op {}

  /// Does the one, if all comparisons hold, or the other.
  record Txn(List<Compare> compares, List<Op> success, List<Op> failure) implements Request {

    public Txn {
      compares = List.copyOf(compares);
      success = List.copyOf(success);
      failure = List.copyOf(failure);
    }
  }

  /// Forgets what was superseded or deleted before a revision.
  record Compact(int revision) implements Request {}

  /// Makes a lease.
  ///
  /// @param id above 0
  /// @param ttl in units of time, above 0
  record LeaseGrant(int id, int ttl) implements Request {}

  /// Ends a lease and deletes its keys.
  record LeaseRevoke(int id) implements Request {}

  /// Says what was left of a lease.
  ///
  /// @param remainingTtl 0 where it was kept alive since
  record LeaseCheckpoint(int id, int remainingTtl) implements Request {}
}
