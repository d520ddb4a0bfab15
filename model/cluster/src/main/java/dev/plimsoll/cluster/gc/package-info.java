/// The garbage collector: deletes what belongs to an owner that has gone, or that is to go.
///
/// {@link dev.plimsoll.cluster.gc.OwnershipModel} puts it in a cluster, for {@link
/// dev.plimsoll.cluster.gc.GarbageCollectorModel} and for incidents. {@link
/// dev.plimsoll.cluster.gc.DependencyGraph} is what it knows, {@link
/// dev.plimsoll.cluster.gc.GarbageCollector} what it does.
///
/// Source: `pkg/controller/garbagecollector`, v1.15 to v1.30.
@NullMarked
package dev.plimsoll.cluster.gc;

import org.jspecify.annotations.NullMarked;
