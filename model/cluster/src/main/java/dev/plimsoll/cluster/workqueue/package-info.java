/// The loop that every controller is made of: events, a queue of keys, workers.
///
/// {@link dev.plimsoll.cluster.workqueue.WorkQueueModel} drives a {@link
/// dev.plimsoll.cluster.client.WorkQueue}.
///
/// Source: client-go `util/workqueue`, v0.30.
@NullMarked
package dev.plimsoll.cluster.workqueue;

import org.jspecify.annotations.NullMarked;
