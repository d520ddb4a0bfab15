package dev.plimsoll.kubernetes.ingress;

/// What answers requests: networking.k8s.io/v1 `IngressBackend`.
public sealed interface IngressBackend {

  /// A port of a Service in the namespace of the Ingress: `IngressServiceBackend`.
  ///
  /// @param name of the Service
  /// @param port of the Service
  record ToService(String name, Port port) implements IngressBackend {

    /// Refuses an empty name.
    public ToService {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("expected the name of a Service, found none");
      }
    }

    /// A port by its number.
    public ToService(String name, int port) {
      this(name, new ByNumber(port));
    }

    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /// Some other object in the namespace of the Ingress, as a bucket of objects.
  ///
  /// @param apiGroup empty for the core group
  /// @param kind of the object
  /// @param name of the object
  record ToResource(String apiGroup, String kind, String name) implements IngressBackend {

    @Override
    public String toString() {
      return kind + (apiGroup.isEmpty() ? "" : "." + apiGroup) + "/" + name;
    }
  }

  /// A port of a Service: `ServiceBackendPort`.
  sealed interface Port {}

  /// By its number.
  ///
  /// @param number 1 to 65,535
  record ByNumber(int number) implements Port {

    /// Refuses what is no port.
    public ByNumber {
      if (number < 1 || number > 65_535) {
        throw new IllegalArgumentException("expected a port of 1 to 65535, found " + number);
      }
    }

    @Override
    public String toString() {
      return Integer.toString(number);
    }
  }

  /// By its name.
  ///
  /// @param name as the Service has it
  record ByName(String name) implements Port {

    /// Refuses what is no name of a port.
    public ByName {
      if (!name.matches("(?=.*[a-z])[a-z0-9](-?[a-z0-9])*") || name.length() > 15) {
        throw new IllegalArgumentException(
            "expected a port name of 1 to 15 lower-case letters, digits and '-', found \"%s\""
                .formatted(name));
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
