/// Small published protocols with published state counts: the place to see what a model looks
/// like, and the proof that the checker counts as others do.
///
/// {@link dev.plimsoll.examples.TwoPhaseCommit} is the shortest; {@link
/// dev.plimsoll.examples.BoundedRaft} has messages, bounds and bugs to seed. Their counts are
/// pinned in `PublishedCountsTest`; those of bounded Raft are TLC's.
@NullMarked
package dev.plimsoll.examples;

import org.jspecify.annotations.NullMarked;
