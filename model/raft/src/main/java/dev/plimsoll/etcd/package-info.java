/// etcd's server: what its members make of the log that Raft gives them, and models of it.
///
/// {@link dev.plimsoll.etcd.mvcc.Store} is the key-value store, {@link
/// dev.plimsoll.etcd.lease.Lessor} the leases, {@link dev.plimsoll.etcd.server.Applier} applies the
/// log to both. All are values and functions of them. {@link dev.plimsoll.etcd.EtcdStore} lets
/// members crash.
///
/// The log itself is Raft's: {@link dev.plimsoll.raft}. Here it is what is committed, and all
/// members see the same.
@NullMarked
package dev.plimsoll.etcd;

import org.jspecify.annotations.NullMarked;
