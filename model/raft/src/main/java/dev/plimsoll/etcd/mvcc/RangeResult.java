package dev.plimsoll.etcd.mvcc;

import java.util.List;

/// What a range is answered; etcd `server/mvcc/kv.go`, `RangeResult`, v3.5.33.
public sealed interface RangeResult {

  /// What there is.
  ///
  /// @param kvs by key, as many as were asked for
  /// @param count how many there are
  /// @param revision the newest
  record Found(List<KeyValue> kvs, int count, int revision) implements RangeResult {

    public Found {
      kvs = List.copyOf(kvs);
    }
  }

  /// The revision has been compacted; `ErrCompacted`.
  record Compacted() implements RangeResult {}

  /// There is no such revision yet; `ErrFutureRev`.
  record Future() implements RangeResult {}
}
