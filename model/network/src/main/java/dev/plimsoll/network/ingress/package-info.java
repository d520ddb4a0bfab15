/// Which backend answers an HTTP request from outside, by the Ingresses of a cluster, and why.
///
/// [IngressClasses] says which Ingresses a load balancer sees to; a [LoadBalancer] is configured by
/// them and decides about an [HttpRequest]. Its [Decision] has the backend, and of every [Route]
/// what became of it. The order is that of the specification: the host first, exact before
/// wildcard before any; among paths for this host the longest, and `Exact` before `Prefix`; among
/// equals the oldest Ingress. [Backends] says whether what was decided for is there.
///
/// What the specification leaves to controllers: how `ImplementationSpecific` paths are read (see
/// [Reading]); what answers where nothing matches and there is no default backend; which of two
/// Ingresses counts that say the same (the older, as in the documentation of ingress-nginx and
/// haproxy-ingress; among Ingresses of one second the first by name, as in haproxy-ingress and the
/// Gateway API, where ingress-nginx takes the last).
///
/// Sources: Kubernetes v1.30, `k8s.io/api/networking/v1/types.go` and documentation, "Ingress";
/// kubernetes-sigs/ingress-controller-conformance, `features`; ingress-nginx v1.10,
/// `internal/ingress/controller/store/store.go` and documentation, "How it works".
@NullMarked
package dev.plimsoll.network.ingress;

import org.jspecify.annotations.NullMarked;
