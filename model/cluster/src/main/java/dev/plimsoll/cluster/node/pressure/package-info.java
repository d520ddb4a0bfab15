/// What a kubelet does when its node runs out of memory or of disk space: it evicts pods.
///
/// Start with {@link dev.plimsoll.cluster.node.pressure.NodePressureModel}.
///
/// Source: `pkg/kubelet/eviction`, v1.30; "Node-pressure Eviction" in the documentation of
/// Kubernetes.
@NullMarked
package dev.plimsoll.cluster.node.pressure;

import org.jspecify.annotations.NullMarked;
