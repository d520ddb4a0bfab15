/// The layers of a cluster's network, built from its objects.
///
/// [ClusterNetwork] makes a topology of [ClusterObjects] and [Settings]: the node network; the pod
/// network, with a bridge on each node and routes or a VXLAN between them ([NetworkKind]); the
/// service network, which is what kube-proxy writes into the nodes' rules; and external access:
/// node ports, load balancers, ports of nodes that lead to pods, and an [IngressController]. The
/// rules of a node are kube-proxy's, flannel's and the portmap plugin's ([NodeRules]).
///
/// Sources: containernetworking/plugins v1.4 `plugins/main/bridge`, `plugins/ipam/host-local`,
/// `plugins/meta/portmap`; flannel v0.25 `pkg/backend/hostgw`, `pkg/backend/vxlan`,
/// `pkg/trafficmngr/iptables`.
@NullMarked
package dev.plimsoll.network.layers;

import org.jspecify.annotations.NullMarked;
