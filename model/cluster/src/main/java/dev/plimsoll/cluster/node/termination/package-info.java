/// How a pod is ended: hooks, signals, sidecars, and the time that all this may take.
///
/// Start with {@link dev.plimsoll.cluster.node.termination.PodTerminationModel}.
///
/// Source: `pkg/kubelet/kuberuntime/kuberuntime_container.go`, `pod_workers.go`, v1.30; "Pod
/// Lifecycle", "Termination of Pods", in the documentation of Kubernetes.
@NullMarked
package dev.plimsoll.cluster.node.termination;

import org.jspecify.annotations.NullMarked;
