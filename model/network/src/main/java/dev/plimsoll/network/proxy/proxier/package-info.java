/// kube-proxy from one sync to the next: what it has heard, what it owes, and what it writes.
///
/// A [Proxier] is told of Services and EndpointSlices one by one. Its [Proxier#sync] writes all
/// that it knows the first time, and afterwards only the chains of Services that changed: a
/// *partial* sync. It returns a [Sync]: the text for `iptables-restore`, the state afterwards, and
/// the [ConntrackCleanup]s to make once the text is loaded. [KernelTables] are what the node holds.
///
/// The words are kube-proxy's own: *applied* is what the last sync has seen, *pending* what was
/// heard since; a UDP Service is *newly active* when it gets its first serving endpoint.
///
/// Source: kubernetes/kubernetes v1.30, pkg/proxy/iptables/proxier.go, `syncProxyRules`;
/// pkg/proxy/servicechangetracker.go; pkg/proxy/endpointschangetracker.go;
/// pkg/proxy/endpointslicecache.go; pkg/proxy/conntrack/cleanup.go, of v1.32 too.
@NullMarked
package dev.plimsoll.network.proxy.proxier;

import org.jspecify.annotations.NullMarked;
