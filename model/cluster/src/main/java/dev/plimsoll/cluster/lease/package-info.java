/// Leases, and the election of a leader by them: {@link dev.plimsoll.cluster.lease.LeaderElector}.
///
/// Source: client-go `tools/leaderelection`, v0.30.
@NullMarked
package dev.plimsoll.cluster.lease;

import org.jspecify.annotations.NullMarked;
