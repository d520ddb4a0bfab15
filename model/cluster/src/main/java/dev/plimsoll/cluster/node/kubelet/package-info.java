/// A kubelet and the pods of its node, from the sandbox to the last status.
///
/// {@link dev.plimsoll.cluster.node.kubelet.KubeletModel} puts together the pod workers, the status
/// manager and a {@link dev.plimsoll.cluster.node.runtime.ContainerRuntime}.
///
/// Source: `pkg/kubelet`, v1.30.
@NullMarked
package dev.plimsoll.cluster.node.kubelet;

import org.jspecify.annotations.NullMarked;
