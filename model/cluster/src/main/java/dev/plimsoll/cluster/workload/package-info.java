/// The controllers of workloads, each with the pods and nodes that it works on.
///
/// {@link dev.plimsoll.cluster.workload.StatefulSetModel} keeps pods that have an identity.
///
/// Source: `pkg/controller/statefulset`, v1.30.
@NullMarked
package dev.plimsoll.cluster.workload;

import org.jspecify.annotations.NullMarked;
