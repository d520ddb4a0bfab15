package dev.plimsoll.kubernetes;

import org.jspecify.annotations.Nullable;

/// A port of a slice's endpoints: discovery.k8s.io/v1 `EndpointPort`.
///
/// @param name the name of the Service port that leads here; kube-proxy ignores a port without
/// @param protocol the transport
/// @param port the number, where given; kube-proxy ignores a port without
public record EndpointPort(@Nullable String name, Protocol protocol, @Nullable Integer port) {

  /// Refuses ports out of range and names that are no port names.
  public EndpointPort {
    if (name != null) {
      ServicePort.requirePortName(name);
    }
    if (port != null) {
      ServicePort.requirePort(port);
    }
  }
}
