/// What names the DNS of a cluster has, and how a pod asks for them.
///
/// A [ClusterZone] answers a [Question] from Services, EndpointSlices, Pods and namespaces, as the
/// specification says, and where that is silent as CoreDNS does; the [Answer] says which objects it
/// is from, and why. A [Configurer] writes the [ResolvConf] of a pod, and a [Resolver] looks a name
/// up by it, as the C libraries of containers do: a [Lookup] has what was asked, in order.
///
/// Beyond the specification CoreDNS has addresses for `_port._protocol` names, `SRV` records for
/// Services and endpoints, names of the endpoints of any Service, and names of pods.
///
/// Sources: kubernetes/dns, `docs/specification.md`, version 1.1.0; CoreDNS v1.14, the plugins
/// `kubernetes` (`kubernetes.go`, `parse.go`, `reverse.go`, `object/endpoint.go`), and
/// `plugin/backend_lookup.go`; Kubernetes v1.30, `pkg/kubelet/network/dns/dns.go`; glibc 2.36,
/// `resolv/res_query.c`; musl 1.2.4, `src/network/lookup_name.c`.
@NullMarked
package dev.plimsoll.network.dns;

import org.jspecify.annotations.NullMarked;
