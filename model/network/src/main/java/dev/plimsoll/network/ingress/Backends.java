package dev.plimsoll.network.ingress;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.ingress.IngressBackend;
import dev.plimsoll.kubernetes.ingress.IngressBackend.Port;
import java.util.List;

/// Whether there is what Ingresses lead to.
///
/// @param services of the cluster
public record Backends(List<Service> services) {

  /// Whether a backend is there.
  public enum Presence {
    /// The Service is there, and the port too.
    THERE("there"),
    /// There is no Service of the name in the namespace of the Ingress.
    NO_SERVICE("there is no such Service"),
    /// The Service has no such port.
    NO_PORT("the Service has no such port"),
    /// The Service has the port for another protocol than TCP.
    NOT_TCP("the port of the Service is not one for TCP"),
    /// It is no Service: what it is, its controller knows.
    RESOURCE("it is no Service");

    private final String text;

    Presence(String text) {
      this.text = text;
    }

    /// In words.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Copies the list.
  public Backends {
    services = List.copyOf(services);
  }

  /// Whether a backend of an Ingress in this namespace is there. Of an ExternalName Service any
  /// port is.
  public Presence of(String namespace, IngressBackend backend) {
    return switch (backend) {
      case IngressBackend.ToResource _ -> Presence.RESOURCE;
      case IngressBackend.ToService(var name, var port) ->
          services.stream()
              .filter(each -> each.metadata().namespace().equals(namespace))
              .filter(each -> each.metadata().name().equals(name))
              .reduce((earlier, later) -> later)
              .map(service -> of(service, port))
              .orElse(Presence.NO_SERVICE);
    };
  }

  private static Presence of(Service service, Port port) {
    if (service.spec().type() == ServiceType.EXTERNAL_NAME) {
      return Presence.THERE;
    }
    var ports = service.spec().ports().stream().filter(each -> isMeant(each, port)).toList();
    if (ports.isEmpty()) {
      return Presence.NO_PORT;
    }
    return ports.stream().anyMatch(each -> each.protocol() == Protocol.TCP)
        ? Presence.THERE
        : Presence.NOT_TCP;
  }

  private static boolean isMeant(ServicePort port, Port given) {
    return switch (given) {
      case IngressBackend.ByNumber(var number) -> port.port() == number;
      case IngressBackend.ByName(var name) -> port.name().equals(name);
    };
  }
}
