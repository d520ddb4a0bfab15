/// Kubernetes' API objects as immutable values.
///
/// An object here is what a component of the cluster sees of it: a [Service] as kube-proxy and the
/// EndpointSlice controller read it, an [EndpointSlice] as the one writes and the other reads. All
/// are records with value equality, so a state of a model can hold them as they are; maps are
/// sorted, so that two equal objects also print alike. Constructors refuse what the API server
/// would refuse, with the limit in the message.
///
/// Start at [KubernetesObject], the interface of all kinds, then [Service] and its [ServiceSpec];
/// what runs in a cluster is in `dev.plimsoll.kubernetes.workload`, what lets requests in from
/// outside in `dev.plimsoll.kubernetes.ingress`. Addresses are those of
/// `dev.plimsoll.kubernetes.address`. Names are those of the API reference (Kubernetes v1.30), in
/// Java's spelling.
///
/// Objects are read from YAML or JSON by `dev.plimsoll.kubernetes.manifest`.
@NullMarked
package dev.plimsoll.kubernetes;

import org.jspecify.annotations.NullMarked;
