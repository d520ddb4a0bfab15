/// The scheduling framework: what a plug-in is told of the cluster, and how filters and scores
/// together choose a node.
///
/// {@link dev.plimsoll.cluster.scheduler.framework.Profile} runs the plug-ins for one pod;
/// {@link dev.plimsoll.cluster.scheduler.framework.Snapshot} is what they see.
///
/// Source: `pkg/scheduler/framework/interface.go`, `pkg/scheduler/schedule_one.go`, v1.30.
@NullMarked
package dev.plimsoll.cluster.scheduler.framework;

import org.jspecify.annotations.NullMarked;
