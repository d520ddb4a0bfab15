package dev.plimsoll.kubernetes;

import org.jspecify.annotations.Nullable;

/// A port that a Service is offered at: core/v1 `ServicePort`.
///
/// @param name the name, empty where a Service has one unnamed port
/// @param protocol the transport
/// @param port the port at the cluster IP, 1 to 65,535
/// @param targetPort the pods' port, where it is given and not the same as `port`
/// @param nodePort the port at every node; 0 where there is none
public record ServicePort(
    String name, Protocol protocol, int port, @Nullable TargetPort targetPort, int nodePort) {

  /// A pod's port, by number or by the name its container gives it.
  public sealed interface TargetPort {

    /// By number.
    ///
    /// @param port 1 to 65,535
    record ByNumber(int port) implements TargetPort {
      /// Refuses what is no port.
      public ByNumber {
        requirePort(port);
      }
    }

    /// By name.
    ///
    /// @param name of a container's port
    record ByName(String name) implements TargetPort {}
  }

  /// Refuses ports out of range and names that are no port names.
  public ServicePort {
    requirePort(port);
    if (nodePort != 0) {
      requirePort(nodePort);
    }
    requirePortName(name);
  }

  /// A port that leads to the same port of the pods.
  public static ServicePort tcp(String name, int port) {
    return new ServicePort(name, Protocol.TCP, port, null, 0);
  }

  static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("expected a port of 1 to 65535, found " + port);
    }
  }

  static void requirePortName(String name) {
    if (!name.matches("[-a-z0-9]{0,63}")) {
      throw new IllegalArgumentException(
          "expected a port name of lower-case letters, digits and '-', found \"%s\""
              .formatted(name.substring(0, Math.min(name.length(), 80))));
    }
  }
}
