package dev.plimsoll.properties.ingress;

import dev.plimsoll.kubernetes.ingress.HttpIngressPath;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend;
import dev.plimsoll.kubernetes.ingress.PathType;
import java.util.List;
import java.util.Optional;

/// The specification sentence by sentence, over strings: no haste, and nothing shared with what it
/// is compared to. `ImplementationSpecific` is read as `Prefix`.
final class PlainReading {

  /// Where a request may go, and what is to be weighed.
  private record Way(Ingress ingress, String host, HttpIngressPath path, IngressBackend backend) {}

  private PlainReading() {}

  /// The backend for a request, if there is one.
  static Optional<IngressBackend> answer(List<Ingress> ingresses, String host, String path) {
    var named = ingresses.stream().anyMatch(each -> says(each, host));
    var wildcard = host.replaceFirst("^[^.]*", "*");
    var covered =
        !host.startsWith(".") && ingresses.stream().anyMatch(each -> says(each, wildcard));
    var which = named && !host.isEmpty() ? host : covered && host.contains(".") ? wildcard : "";
    Way best = null;
    for (var ingress : ingresses) {
      for (var rule : ingress.rules()) {
        for (var each : rule.paths()) {
          var way = new Way(ingress, rule.host().name(), each, each.backend());
          if (way.host().equals(which)
              && matches(each, path)
              && (best == null || beats(way, best))) {
            best = way;
          }
        }
      }
    }
    return best == null ? otherwise(ingresses, which) : Optional.of(best.backend());
  }

  private static boolean says(Ingress ingress, String host) {
    return ingress.rules().stream().anyMatch(rule -> rule.host().name().equals(host));
  }

  private static boolean matches(HttpIngressPath path, String request) {
    if (path.type() == PathType.EXACT) {
      return path.path().equals(request);
    }
    return ended(request).startsWith(ended(path.path()));
  }

  /// With exactly one slash at the end, where there was one or none.
  private static String ended(String path) {
    return path.endsWith("/") ? path : path + "/";
  }

  private static boolean beats(Way way, Way other) {
    var length = ended(way.path().path()).length();
    var otherLength = ended(other.path().path()).length();
    if (length != otherLength) {
      return length > otherLength;
    }
    var exact = way.path().type() == PathType.EXACT;
    if (exact != (other.path().type() == PathType.EXACT)) {
      return exact;
    }
    return isOlder(way.ingress(), other.ingress());
  }

  private static boolean isOlder(Ingress ingress, Ingress other) {
    var created = ingress.created().orElseThrow();
    var otherCreated = other.created().orElseThrow();
    return created.equals(otherCreated)
        ? ingress.metadata().namespacedName().compareTo(other.metadata().namespacedName()) < 0
        : created.isBefore(otherCreated);
  }

  /// The default backend of the oldest Ingress that has the host, or else of the oldest.
  private static Optional<IngressBackend> otherwise(List<Ingress> ingresses, String host) {
    Ingress best = null;
    for (var ingress : ingresses) {
      if (ingress.defaultBackend().isPresent()
          && (best == null
              || (says(ingress, host) && !says(best, host))
              || (says(ingress, host) == says(best, host) && isOlder(ingress, best)))) {
        best = ingress;
      }
    }
    return best == null ? Optional.empty() : best.defaultBackend();
  }
}
