/// kube-proxy's translation, in iptables mode as v1.30 to v1.34 do it: Services and EndpointSlices
/// in, the text for `iptables-restore` out.
///
/// [KubeProxy#sync] is the way in, with the node described by a [ProxyConfig]. A sync is a pipeline
/// of small pure stages. [ServicePortInfo] is one port of one Service as this node sees it, in one
/// family. [ProxyEndpoint] lists are collected for each [ServicePortName] from the slices.
/// [EndpointCategories] says which of them a policy may use: cluster, local, terminating ones as a
/// last resort, by topology. `ServiceChains` and `ServiceEntries` write the rules of one port, and
/// `FixedChains` what is there on every node. The rules collect in [RestoreInput]. What versions do
/// differently is a [Release]. Syncs that write a part only are made by the package `proxier`. The
/// nodes of models, with their proxies and kernels, are [ProxiedNode]s.
///
/// The words are kube-proxy's own: a *service port* is what a chain is made for; the *cluster
/// policy chain* (KUBE-SVC) and the *local policy chain* (KUBE-SVL) choose an endpoint; the
/// *external chain* (KUBE-EXT) and the *firewall chain* (KUBE-FW) stand before them for packets
/// from outside; an *endpoint chain* (KUBE-SEP) rewrites the destination.
///
/// Source: kubernetes/kubernetes v1.30, pkg/proxy/iptables/proxier.go, pkg/proxy/topology.go,
/// pkg/proxy/endpointslicecache.go, pkg/proxy/serviceport.go, pkg/proxy/util/nodeport_addresses.go.
@NullMarked
package dev.plimsoll.network.proxy;

import org.jspecify.annotations.NullMarked;
