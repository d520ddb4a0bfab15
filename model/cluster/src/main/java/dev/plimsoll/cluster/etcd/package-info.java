/// etcd as the API server uses it: revisions, transactions that compare, ranges at a revision,
/// watches from a revision, compaction.
///
/// {@link dev.plimsoll.cluster.etcd.Keyspace} is what a member makes of the calls that it applies,
/// one after another. {@link dev.plimsoll.cluster.etcd.Etcd} is who puts them in order: {@link
/// dev.plimsoll.cluster.etcd.AtomicEtcd} in one step, {@link dev.plimsoll.cluster.etcd.RaftEtcd} by
/// the nodes of `model/raft`. {@link dev.plimsoll.cluster.etcd.EtcdModel} declares either.
///
/// Sources: etcd `server/storage/mvcc/kvstore.go`, `kvstore_txn.go`, `watchable_store.go` and
/// `server/etcdserver/v3_server.go`, v3.5; `staging/src/k8s.io/apiserver/pkg/storage/etcd3`, v1.30.
@NullMarked
package dev.plimsoll.cluster.etcd;

import org.jspecify.annotations.NullMarked;
