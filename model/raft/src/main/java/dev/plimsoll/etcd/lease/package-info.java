/// Leases: keys that go when nobody keeps them alive.
///
/// What all members hold is which leases there are, their TTL, what was checkpointed of it, and
/// which keys are attached. Time runs at one of them only, the *primary* lessor, which is that of
/// the leader: it counts down, asks for what has expired to be revoked, and checkpoints what is
/// left, through the log. Start at {@link dev.plimsoll.etcd.lease.Lessor}.
///
/// Source: etcd `server/lease/lessor.go` and `lease.go`, v3.5.33.
@NullMarked
package dev.plimsoll.etcd.lease;

import org.jspecify.annotations.NullMarked;
