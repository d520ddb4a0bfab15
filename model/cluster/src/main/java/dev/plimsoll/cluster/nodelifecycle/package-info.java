/// Nodes that are lost, and the pods on them.
///
/// {@link dev.plimsoll.cluster.nodelifecycle.NodeLifecycleModel} has the controller that notices it
/// and the one that evicts.
///
/// Source: `pkg/controller/nodelifecycle` and `pkg/controller/tainteviction`, v1.30.
@NullMarked
package dev.plimsoll.cluster.nodelifecycle;

import org.jspecify.annotations.NullMarked;
