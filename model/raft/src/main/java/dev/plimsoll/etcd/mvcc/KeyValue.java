package dev.plimsoll.etcd.mvcc;

import dev.plimsoll.etcd.lease.Lease;

/// A key as of some revision; etcd `api/mvccpb/kv.proto`, `KeyValue`, v3.5.33.
///
/// @param value anything immutable with value equality: etcd's are bytes, which it does not look at
/// @param createRevision the main revision that created the key last; 0 where there is no such key
/// @param modRevision the main revision that changed it last
/// @param version how often it was put since it was created
/// @param lease that it is attached to; {@link Lease#NONE} for none
public record KeyValue(
    String key, Object value, int createRevision, int modRevision, int version, int lease) {

  /// A key that there is not.
  public static KeyValue absent(String key) {
    return deleted(key, 0);
  }

  /// What a deletion tells of a key.
  ///
  /// @param revision the main revision that deleted it; 0 where it is not told
  static KeyValue deleted(String key, int revision) {
    return new KeyValue(key, "", 0, revision, 0, Lease.NONE);
  }
}
