/// What a node knows of the members of its group: who votes and who learns, and, if it leads, how
/// far each has got.
///
/// Start at {@link dev.plimsoll.raft.tracker.ProgressTracker}. A *configuration* says who is a
/// voter and who a learner; a *progress* is what a leader knows of one member's log; *inflights*
/// are messages with entries that were not answered yet.
///
/// Source: go.etcd.io/raft at cdfbeed, package tracker.
@NullMarked
package dev.plimsoll.raft.tracker;

import org.jspecify.annotations.NullMarked;
