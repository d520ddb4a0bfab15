/// A container runtime, the CNI plugins it calls to connect sandboxes to the network, and the
/// addresses that the host-local plugin gives out.
///
/// {@link dev.plimsoll.cluster.node.cni.CniModel} puts together the runtime's calls and
/// {@link dev.plimsoll.cluster.node.cni.HostLocal}.
///
/// Source: the CNI specification, v1.0 (ADD, DEL, CHECK); CNI plugins `ipam/host-local`, v1.4
/// (`backend/allocator/allocator.go`, `backend/disk/backend.go`); containerd `pkg/cri/server`
/// (`sandbox_run.go`, `sandbox_stop.go`), v1.7.
@NullMarked
package dev.plimsoll.cluster.node.cni;

import org.jspecify.annotations.NullMarked;
