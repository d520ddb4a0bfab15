/// What the clients of a Service notice while its pods come and go and the proxies lag behind.
///
/// [TrafficModel] has what both models share: pods start, terminate and stop, and the EndpointSlice
/// follows. A client opens connections and uses them: its packets are walked through the rules that
/// kube-proxy writes ([ServedPods]), with the connections that the node knows ([Flows]).
///
/// In [ServiceTrafficModel] each node's proxy and the cloud's load balancer follow the slice at
/// their own pace. [ExternalTrafficModel] is about a client outside, and a cloud's load balancer
/// that asks kube-proxies ([HealthCheck]) which nodes to send to ([Target]), while nodes and
/// proxies fail.
///
/// Sources: kube-proxy v1.30; KEP-1669 (proxy terminating endpoints), KEP-3458 (nodes that load
/// balancers have), KEP-3836 (health checks of load balancers);
/// `net/netfilter/nf_conntrack_core.c`.
@NullMarked
package dev.plimsoll.network.proxy.traffic;

import org.jspecify.annotations.NullMarked;
