/// The reconciliation loops of kube-controller-manager.
///
/// {@link dev.plimsoll.cluster.controller.ReplicaSetModel} is a loop with everything that it
/// needs to go wrong; start there. A controller is a value: an {@link
/// dev.plimsoll.cluster.controller.Informer} (the cache), {@link
/// dev.plimsoll.cluster.controller.Expectations}, a place in the work queue, and the calls that
/// its sync still has to make.
///
/// The other controllers are to be put into a {@link dev.plimsoll.cluster.ClusterModel}: {@link
/// dev.plimsoll.cluster.controller.Deployments}, {@link
/// dev.plimsoll.cluster.controller.ReplicaSets}, {@link
/// dev.plimsoll.cluster.controller.StatefulSetController}, {@link
/// dev.plimsoll.cluster.controller.JobController} and {@link
/// dev.plimsoll.cluster.controller.HorizontalPodAutoscalers}.
///
/// Models of whole controllers are in {@link dev.plimsoll.cluster.workload}, {@link
/// dev.plimsoll.cluster.deployment} and {@link dev.plimsoll.cluster.autoscaling}.
///
/// Source: `pkg/controller`, v1.30.
@NullMarked
package dev.plimsoll.cluster.controller;

import org.jspecify.annotations.NullMarked;
