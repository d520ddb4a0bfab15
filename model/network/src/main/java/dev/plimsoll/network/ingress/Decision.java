package dev.plimsoll.network.ingress;

import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend;
import dev.plimsoll.kubernetes.ingress.IngressTls;
import java.util.List;
import java.util.Optional;

/// What a load balancer does with a request, and why.
///
/// @param request that was decided about
/// @param target who answers
/// @param routes each with what became of it: those of the oldest Ingress first
/// @param certificate that is shown, where the request comes over TLS and an Ingress names one
public record Decision(
    HttpRequest request, Target target, List<Weighed> routes, Optional<Certificate> certificate) {

  /// Who answers.
  public sealed interface Target {

    /// A route.
    record ByRoute(Route route) implements Target {}

    /// The default backend of an Ingress.
    ///
    /// @param ingress that has it
    /// @param others that have one too, and do not count
    record ByDefault(Ingress ingress, List<Ingress> others) implements Target {

      /// Copies the list.
      public ByDefault {
        others = List.copyOf(others);
      }
    }

    /// Whom the controller sees fit, mostly itself with the status 404: there is no rule for it.
    record Controller() implements Target {}

    /// Nobody: load balancers wait at ports 80 and 443 only.
    record Nobody() implements Target {}

    /// Where the request goes, if it goes anywhere.
    default Optional<IngressBackend> backend() {
      return switch (this) {
        case ByRoute(var route) -> Optional.of(route.backend());
        case ByDefault(var ingress, _) -> ingress.defaultBackend();
        case Controller _, Nobody _ -> Optional.empty();
      };
    }

    /// The Ingress that says so, if one does.
    default Optional<Ingress> source() {
      return switch (this) {
        case ByRoute(var route) -> Optional.of(route.ingress());
        case ByDefault(var ingress, _) -> Optional.of(ingress);
        case Controller _, Nobody _ -> Optional.empty();
      };
    }
  }

  /// A route and what became of it.
  public record Weighed(Route route, Fate fate) {}

  /// A certificate that an Ingress names.
  ///
  /// @param ingress that names it
  /// @param place in its list, from 0
  public record Certificate(Ingress ingress, int place) {

    /// What it says of it.
    public IngressTls tls() {
      return ingress.tls().get(place);
    }

    /// Where it stands in its Ingress: a JSON pointer.
    public String pointer() {
      return "/spec/tls/" + place;
    }
  }

  /// Copies the list.
  public Decision {
    routes = List.copyOf(routes);
  }
}
