package dev.plimsoll.etcd.mvcc;

/// A change of a key, as watches tell of it; etcd `api/mvccpb/kv.proto`, `Event`, v3.5.33.
///
/// @param kv what has become of the key; of one that was deleted, the key and when
public record Event(Type type, KeyValue kv) {

  /// What happened to the key.
  public enum Type {
    /// It was created or changed.
    PUT,
    /// It was deleted.
    DELETE
  }

  /// The main revision that made it.
  public int revision() {
    return kv.modRevision();
  }
}
