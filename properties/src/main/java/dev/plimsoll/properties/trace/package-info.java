/// Traces that etcd's Raft library records of itself: is such a trace a behaviour of Raft as the
/// library does it?
///
/// A *trace* is a sequence of {@link dev.plimsoll.properties.trace.TraceEvent}s of all nodes. Start
/// at {@link dev.plimsoll.properties.trace.TraceValidator#validate}. Each node is followed by a
/// {@link dev.plimsoll.properties.trace.TracedNode}, which knows what must come
/// ({@link dev.plimsoll.properties.trace.Due}) and what may; what is under way is in the
/// {@link dev.plimsoll.properties.trace.TracedNetwork}.
///
/// Source: go.etcd.io/raft at cdfbeed, state_trace.go for what is recorded, and raft.go for when.
@NullMarked
package dev.plimsoll.properties.trace;

import org.jspecify.annotations.NullMarked;
