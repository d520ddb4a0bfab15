/// `kubectl port-forward`: local connections that come out at a port of one pod.
///
/// kubectl resolves what it is given to one pod and opens a [Session]: one connection by the API
/// server and the kubelet to the runtime, on which each local connection has two streams, for data
/// and for an error ([Frame]). The runtime dials the port inside the network namespace of the pod's
/// sandbox. Start at [PortForwardModel]; [Local] is kubectl's end of a connection, [Remote] the
/// runtime's.
///
/// Sources: client-go v0.30 `tools/portforward/portforward.go`; kubectl v0.30
/// `pkg/cmd/portforward`, `pkg/polymorphichelpers`; kubelet v0.30
/// `pkg/cri/streaming/portforward/httpstream.go`; `github.com/moby/spdystream`; containerd v2
/// `internal/cri/server/sandbox_portforward_linux.go`.
@NullMarked
package dev.plimsoll.network.access.portforward;

import org.jspecify.annotations.NullMarked;
