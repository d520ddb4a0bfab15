/// Startup, liveness and readiness probes of a container, and what the pod's status says of it.
///
/// Start with {@link dev.plimsoll.cluster.node.probe.ProbeModel}.
///
/// Source: `pkg/kubelet/prober`, v1.30.
@NullMarked
package dev.plimsoll.cluster.node.probe;

import org.jspecify.annotations.NullMarked;
