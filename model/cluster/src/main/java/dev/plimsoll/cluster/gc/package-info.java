/// The garbage collector: deletes what belongs to an owner that has gone, or that is to go.
///
/// {@link dev.plimsoll.cluster.gc.GarbageCollectorModel} is the whole of it. Incidents have parts
/// by themselves: {@link dev.plimsoll.cluster.gc.ForegroundDeletion} is what it does for an owner
/// that waits for its dependents, {@link dev.plimsoll.cluster.gc.OwnerGraph} for dependents of an
/// owner that may not be there.
///
/// Source: `pkg/controller/garbagecollector`, v1.15 to v1.30.
@NullMarked
package dev.plimsoll.cluster.gc;

import org.jspecify.annotations.NullMarked;
