package dev.plimsoll.kubernetes;

import java.util.List;

/// A Service: core/v1 `Service`.
///
/// @param metadata name, namespace, labels and annotations
/// @param spec what is asked for
/// @param loadBalancer `status.loadBalancer.ingress`: the addresses that a load balancer was given
public record Service(ObjectMeta metadata, ServiceSpec spec, List<LoadBalancerIngress> loadBalancer)
    implements KubernetesObject {

  /// The label on an EndpointSlice that names its Service.
  public static final String NAME_LABEL = "kubernetes.io/service-name";

  /// Copies the list.
  public Service {
    loadBalancer = List.copyOf(loadBalancer);
  }
}
