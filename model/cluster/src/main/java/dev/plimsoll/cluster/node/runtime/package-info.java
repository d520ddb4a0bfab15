/// A container runtime as its kubelet sees it through the CRI: sandboxes, the addresses that CNI
/// gives them, containers.
///
/// {@link dev.plimsoll.cluster.node.runtime.ContainerRuntime} has the calls, and what happens in
/// the runtime by itself.
///
/// Source: `cri-api/pkg/apis/runtime/v1`, v0.30; containerd `pkg/cri/server`, v1.7; the CNI
/// specification, v1.0.
@NullMarked
package dev.plimsoll.cluster.node.runtime;

import org.jspecify.annotations.NullMarked;
