/// What a member makes of the entries of the log: requests, transactions that compare, leases, and
/// the index of the last entry, which is saved with what it led to.
///
/// Start at {@link dev.plimsoll.etcd.server.Applier}.
///
/// Source: etcd `server/etcdserver/apply.go` and `server.go`, v3.5.33.
@NullMarked
package dev.plimsoll.etcd.server;

import org.jspecify.annotations.NullMarked;
