package dev.plimsoll.kubernetes.ingress;

import java.util.List;

/// A certificate, and for whom it is: networking.k8s.io/v1 `IngressTLS`.
///
/// @param hosts that it is shown for; any where there are none
/// @param secretName of the Secret that has it, in the namespace of the Ingress; empty for the
///     controller's own
public record IngressTls(List<IngressHost> hosts, String secretName) {

  /// Copies the list.
  public IngressTls {
    hosts = List.copyOf(hosts);
  }
}
