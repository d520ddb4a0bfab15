/// The controllers of workloads, each with the pods and nodes that it works on.
///
/// {@link dev.plimsoll.cluster.workload.StatefulSetModel} keeps pods that have an identity, {@link
/// dev.plimsoll.cluster.workload.DaemonSetModel} one pod for each node, {@link
/// dev.plimsoll.cluster.workload.JobModel} runs pods until as many have succeeded as are to.
///
/// Source: `pkg/controller/statefulset`, `pkg/controller/daemon` and `pkg/controller/job`, v1.30.
@NullMarked
package dev.plimsoll.cluster.workload;

import org.jspecify.annotations.NullMarked;
