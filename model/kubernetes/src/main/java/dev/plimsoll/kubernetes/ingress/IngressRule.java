package dev.plimsoll.kubernetes.ingress;

import java.util.List;

/// What a host serves: networking.k8s.io/v1 `IngressRule`.
///
/// @param host which requests it is for
/// @param paths in order; none where it only says that the host is served
public record IngressRule(IngressHost host, List<HttpIngressPath> paths) {

  /// Copies the list.
  public IngressRule {
    paths = List.copyOf(paths);
  }
}
