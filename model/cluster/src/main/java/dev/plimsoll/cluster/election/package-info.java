/// The election of a leader among processes that pause, die and are cut off, and whose clocks do
/// not run equally fast.
///
/// {@link dev.plimsoll.cluster.election.LeaderElectionModel} has as many {@link
/// dev.plimsoll.cluster.lease.LeaderElector}s as there are processes.
///
/// Source: client-go `tools/leaderelection`, v0.30.
@NullMarked
package dev.plimsoll.cluster.election;

import org.jspecify.annotations.NullMarked;
