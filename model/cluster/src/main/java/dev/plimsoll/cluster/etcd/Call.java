package dev.plimsoll.cluster.etcd;

/// What is asked of etcd; etcd `api/etcdserverpb/rpc.proto`, v3.5.
public sealed interface Call {

  /// Puts or deletes a key. A key that is not there cannot be deleted.
  ///
  /// @param read the mod revision that the writer has read of the key; 0 for none
  /// @param compares whether nothing is done where the key has another mod revision
  record Txn(int key, boolean deletes, int read, boolean compares) implements Call {}

  /// Reads the first keys.
  ///
  /// @param keys how many
  /// @param revision at which; {@link #NEWEST} for the newest
  record Range(int keys, int revision) implements Call {

    /// No revision in particular.
    public static final int NEWEST = 0;
  }

  /// Forgets what was before a revision.
  record Compact(int revision) implements Call {}
}
