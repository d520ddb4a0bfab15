/// How Services get ports of the nodes, and give them back: API servers that share a bitmap in
/// etcd, and the loop that repairs it.
///
/// {@link dev.plimsoll.cluster.portallocator.ServiceAllocationModel} puts it together. An {@link
/// dev.plimsoll.cluster.portallocator.ApiServer} serves one {@link
/// dev.plimsoll.cluster.portallocator.Request} at a time: it takes a port in the bitmap, writes the
/// Service, and frees the port that the Service has no more; better a port that is lost for a while
/// than one that is given twice. A {@link dev.plimsoll.cluster.portallocator.Repairer} builds the
/// bitmap anew from the Services, and frees a port that nobody has when it has seen it so three
/// times. An {@link dev.plimsoll.cluster.portallocator.AllocationRange} says which ports are given
/// to those who do not choose, and a {@link dev.plimsoll.cluster.portallocator.NodePortRange} which
/// ones a Service of a manifest may ask for.
///
/// Cluster IPs are given out by the same code, where `MultiCIDRServiceAllocator` is off.
///
/// Sources: Kubernetes v1.30, `pkg/registry/core/service/portallocator/allocator.go`,
/// `operation.go`, `controller/repair.go`, `allocator/bitmap.go`, `allocator/storage/storage.go`,
/// `storage/alloc.go`; `ipallocator/bitmap.go`; KEP-3070, KEP-3668.
@NullMarked
package dev.plimsoll.cluster.portallocator;

import org.jspecify.annotations.NullMarked;
