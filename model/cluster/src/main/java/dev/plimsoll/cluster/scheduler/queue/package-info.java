/// Schedulers that run all the time: their queues, their caches of assumed pods, binding beside
/// scheduling, and preemption.
///
/// {@link dev.plimsoll.cluster.scheduler.queue.SchedulerModel} puts them in a cluster; {@link
/// dev.plimsoll.cluster.scheduler.queue.SchedulingQueue} says which pods wait for what, {@link
/// dev.plimsoll.cluster.scheduler.queue.NodeRoom} what a scheduler takes nodes to have left, {@link
/// dev.plimsoll.cluster.scheduler.queue.VictimSelection} who must go from a node, {@link
/// dev.plimsoll.cluster.scheduler.queue.Preemption} from which, and {@link
/// dev.plimsoll.cluster.scheduler.queue.Judgement} whether that is right.
///
/// Source: `pkg/scheduler/schedule_one.go`, `internal/queue/scheduling_queue.go`,
/// `internal/cache/cache.go`, `framework/preemption/preemption.go`,
/// `framework/plugins/defaultpreemption/default_preemption.go`, `eventhandlers.go`, v1.30.
@NullMarked
package dev.plimsoll.cluster.scheduler.queue;

import org.jspecify.annotations.NullMarked;
