package dev.plimsoll.etcd.server;

import dev.plimsoll.etcd.mvcc.KeyValue;
import java.util.List;

/// How a request is answered; etcd `api/etcdserverpb/rpc.proto`, v3.5.33.
public sealed interface Response {

  /// Why a request is refused; `api/v3rpc/rpctypes/error.go`.
  enum Refusal {
    /// `ErrCompacted`.
    COMPACTED,
    /// `ErrFutureRev`.
    FUTURE_REVISION,
    /// `ErrLeaseNotFound`.
    LEASE_NOT_FOUND,
    /// `ErrLeaseExists`.
    LEASE_EXISTS
  }

  /// It is done.
  ///
  /// @param revision the newest after it
  record Done(int revision) implements Response {}

  /// What there is.
  ///
  /// @param kvs by key, as many as were asked for
  /// @param count how many there are
  /// @param revision the newest
  record Ranged(List<KeyValue> kvs, int count, int revision) implements Response {

    public Ranged {
      kvs = List.copyOf(kvs);
    }
  }

  /// So many keys are deleted.
  ///
  /// @param revision the newest after it
  record Deleted(int deleted, int revision) implements Response {}

  /// What came of a transaction.
  ///
  /// @param succeeded whether all comparisons held
  /// @param responses to what was done, in order
  /// @param revision the newest after it
  record Txn(boolean succeeded, List<Response> responses, int revision) implements Response {

    public Txn {
      responses = List.copyOf(responses);
    }
  }

  /// It is refused, and nothing is done.
  record Refused(Refusal refusal) implements Response {}
}
