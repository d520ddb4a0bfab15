/// etcd's key-value store of many versions: what a member makes of the requests that it applies.
///
/// A transaction that changes anything makes a *main* revision, each change in it a *sub* revision.
/// The {@link dev.plimsoll.etcd.mvcc.Database} has the changes by revision, as bbolt does; the
/// {@link dev.plimsoll.etcd.mvcc.TreeIndex} in memory has the revisions by key, in *generations*
/// from the creation of a key to its deletion. Compaction forgets what was superseded or deleted
/// before a revision. Start at {@link dev.plimsoll.etcd.mvcc.Store}; all of it are values.
///
/// It is of `dev.plimsoll.etcd`, not of `dev.plimsoll.raft`, as there: Raft is the library
/// go.etcd.io/raft, which knows nothing of keys; this is the server, go.etcd.io/etcd/server.
///
/// Source: etcd `server/mvcc` (kvstore.go, kvstore_txn.go, kvstore_compaction.go, index.go,
/// key_index.go), v3.5.33.
@NullMarked
package dev.plimsoll.etcd.mvcc;

import org.jspecify.annotations.NullMarked;
