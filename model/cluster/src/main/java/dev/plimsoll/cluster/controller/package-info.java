/// The reconciliation loops of kube-controller-manager.
///
/// {@link dev.plimsoll.cluster.controller.ReplicaSetModel} is a loop with everything that it
/// needs to go wrong; start there. A controller is a value: an {@link
/// dev.plimsoll.cluster.controller.Informer} (the cache), {@link
/// dev.plimsoll.cluster.controller.Expectations}, a place in the work queue, and the calls that
/// its sync still has to make.
///
/// {@link dev.plimsoll.cluster.controller.ReplicaSets} and {@link
/// dev.plimsoll.cluster.controller.JobController} are loops to be put into a {@link
/// dev.plimsoll.cluster.ClusterModel}.
///
/// Source: `pkg/controller`, v1.30.
@NullMarked
package dev.plimsoll.cluster.controller;

import org.jspecify.annotations.NullMarked;
