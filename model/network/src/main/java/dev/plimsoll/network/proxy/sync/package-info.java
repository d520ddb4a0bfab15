/// Models of kube-proxy at work: its rules follow the API's objects, later.
///
/// [KubeProxyModel] is about packets: pods start and stop, the EndpointSlice controller lists
/// them, each node's proxy watches Services and slices, each at its own pace, and now and then
/// syncs. What a sync writes is not modelled again: it is the text of
/// [dev.plimsoll.network.proxy.KubeProxy], loaded and walked as a kernel does. A [ProxyBug] breaks
/// the proxy in a way that a claim must notice.
///
/// [ProxySyncModel] is about syncs, partial ones, which fail, and about connections that outlive
/// their rules; its proxy is a [dev.plimsoll.network.proxy.proxier.Proxier], and a [SyncBug] breaks
/// when it syncs. [NetworkModels] lists both for the checker.
///
/// Sources: kube-proxy v1.30, pkg/proxy/iptables/proxier.go, `syncProxyRules`; Kubernetes
/// documentation, "Virtual IPs and Service Proxies".
@NullMarked
package dev.plimsoll.network.proxy.sync;

import org.jspecify.annotations.NullMarked;
