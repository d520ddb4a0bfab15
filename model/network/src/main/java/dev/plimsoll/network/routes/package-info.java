/// Where every packet to every Service goes on a node, and whether that is what the Service asks
/// for.
///
/// [Routes#analyse] takes the rules of a node, the Services and EndpointSlices of its cluster, and
/// the node: its addresses and routes, and how its kube-proxy is configured. For each address and
/// port at which a Service is offered (an [Offer]) it sends one packet from each [Client]: a pod of
/// the node, the node itself, others outside. What the rules do with the packet are its *outcomes*;
/// what the Service asks for is an [Expectation], computed from the objects alone, without rules.
/// Where the two differ there is a [Finding], which names the rule at fault: `Blame` looks for the
/// first rule on the packet's way that kube-proxy would not have written there. A [RoutesReport]
/// holds all of it, ready to be printed.
///
/// Only the first packet of a connection is looked at: later ones follow the connection's entry in
/// conntrack and see no nat rules.
///
/// Sources: Kubernetes documentation, "Virtual IPs and Service Proxies", "Service", "Topology Aware
/// Routing" (v1.30); pkg/proxy/iptables/proxier.go v1.30 where those leave a question open.
@NullMarked
package dev.plimsoll.network.routes;

import org.jspecify.annotations.NullMarked;
