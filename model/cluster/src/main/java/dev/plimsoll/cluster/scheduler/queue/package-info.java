/// A scheduler that runs all the time: its queues, its cache of assumed pods, binding beside
/// scheduling, and preemption.
///
/// {@link dev.plimsoll.cluster.scheduler.queue.SchedulerModel} puts it in a cluster; {@link
/// dev.plimsoll.cluster.scheduler.queue.SchedulingQueue} says which pods wait for what, {@link
/// dev.plimsoll.cluster.scheduler.queue.NodeRoom} what the scheduler takes nodes to have left, and
/// {@link dev.plimsoll.cluster.scheduler.queue.Preemption} who must go.
///
/// Source: `pkg/scheduler/schedule_one.go`, `internal/queue/scheduling_queue.go`,
/// `internal/cache/cache.go`, `framework/preemption/preemption.go`, `eventhandlers.go`, v1.30.
@NullMarked
package dev.plimsoll.cluster.scheduler.queue;

import org.jspecify.annotations.NullMarked;
