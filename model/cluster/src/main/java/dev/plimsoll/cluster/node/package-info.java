/// Pods, and the nodes that run them: kubelets and containers.
///
/// Source: `pkg/kubelet`, v1.30.
@NullMarked
package dev.plimsoll.cluster.node;

import org.jspecify.annotations.NullMarked;
