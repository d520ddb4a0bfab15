/// Who may come in from outside over HTTP, and which Service answers: networking.k8s.io/v1.
///
/// An [Ingress] has [IngressRule]s for an [IngressHost], each with [HttpIngressPath]s to an
/// [IngressBackend]; an [IngressClass] says who is to see to it. Constructors refuse what the API
/// server refuses. What becomes of a request is in `dev.plimsoll.network.ingress`.
///
/// Sources: Kubernetes v1.30, `k8s.io/api/networking/v1/types.go` and
/// `pkg/apis/networking/validation`.
@NullMarked
package dev.plimsoll.kubernetes.ingress;

import org.jspecify.annotations.NullMarked;
