/// etcd's server: what its members make of the log that Raft gives them, and models of it.
///
/// {@link dev.plimsoll.etcd.mvcc.Store} is the key-value store, {@link
/// dev.plimsoll.etcd.lease.Lessor} the leases, {@link dev.plimsoll.etcd.server.Applier} applies the
/// log to both, {@link dev.plimsoll.etcd.watch.WatchableStore} tells watchers. All are values and
/// functions of them. In {@link dev.plimsoll.etcd.EtcdStore} members crash, in {@link
/// dev.plimsoll.etcd.EtcdWatch} a client watches, in {@link dev.plimsoll.etcd.EtcdLease} leaders
/// change; they claim what etcd's documentation promises. {@link dev.plimsoll.etcd.EtcdAuth},
/// {@link dev.plimsoll.etcd.EtcdUpgrade} and {@link dev.plimsoll.etcd.EtcdLock} are about rights,
/// about who the members are, and about locks, {@link dev.plimsoll.etcd.EtcdBuffers} and {@link
/// dev.plimsoll.etcd.EtcdFiles} about what is below the store.
///
/// The log itself is Raft's: {@link dev.plimsoll.raft}. Here it is what is committed, and all
/// members see the same; but in {@link dev.plimsoll.etcd.EtcdKv}, where members have Raft's nodes,
/// and what clients are answered is to be linearizable.
@NullMarked
package dev.plimsoll.etcd;

import org.jspecify.annotations.NullMarked;
