package dev.plimsoll.network.ingress;

import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressHost;
import dev.plimsoll.network.ingress.Decision.Certificate;
import dev.plimsoll.network.ingress.Decision.Target;
import dev.plimsoll.network.ingress.Decision.Weighed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A load balancer as its Ingresses configure it, whatever the order in which they are given.
///
/// A host that a rule names is looked for in that rule's paths only, and not among those of a
/// wildcard, or of any host, where none of them matches: requests are matched by host before they
/// are by path (`IngressRule` in `types.go`). A default backend of an Ingress that has the host
/// comes before that of another.
///
/// @param ingresses of its class, each name once; the oldest first
/// @param reading of `ImplementationSpecific` paths
public record LoadBalancer(List<Ingress> ingresses, Reading reading) {

  /// Two routes that mean the same requests.
  ///
  /// @param used the one that counts
  /// @param unused the one that never does
  public record Conflict(Route used, Route unused) {}

  /// Sorts the Ingresses; refuses two of one name.
  public LoadBalancer {
    ingresses = ingresses.stream().sorted(Ingress.BY_AGE).toList();
    var names = ingresses.stream().map(each -> each.metadata().namespacedName());
    if (names.distinct().count() < ingresses.size()) {
      throw new IllegalArgumentException("expected every Ingress to have a name of its own");
    }
  }

  /// All routes, those of the oldest Ingress first.
  public List<Route> routes() {
    return ingresses.stream().flatMap(this::routes).toList();
  }

  private Stream<Route> routes(Ingress ingress) {
    return indices(ingress.rules())
        .flatMap(
            rule -> {
              var paths = ingress.rules().get(rule).paths();
              return indices(paths)
                  .map(i -> new Route(ingress, rule, i, PathPattern.of(paths.get(i), reading)));
            });
  }

  private static Stream<Integer> indices(Collection<?> all) {
    return IntStream.range(0, all.size()).boxed();
  }

  /// What becomes of a request.
  public Decision decide(HttpRequest request) {
    if (!request.isToTheUsualPort()) {
      return new Decision(request, new Target.Nobody(), List.of(), Optional.empty());
    }
    var closest =
        ingresses.stream()
            .flatMap(ingress -> matches(ingress, request))
            .min(Comparator.naturalOrder());
    var chosen =
        closest.flatMap(
            _ ->
                routes().stream()
                    .filter(route -> HostMatch.of(route.host(), request.host()).equals(closest))
                    .filter(route -> route.pattern().matches(request.path()))
                    .min(Route.LONGEST_FIRST));
    var weighed =
        routes().stream()
            .map(route -> new Weighed(route, fate(route, request, closest, chosen)))
            .toList();
    var target =
        chosen.<Target>map(Target.ByRoute::new).orElseGet(() -> otherwise(request, closest));
    return new Decision(request, target, weighed, certificate(request));
  }

  private static Stream<HostMatch> matches(Ingress ingress, HttpRequest request) {
    return ingress.rules().stream()
        .flatMap(rule -> HostMatch.of(rule.host(), request.host()).stream());
  }

  private static Fate fate(
      Route route, HttpRequest request, Optional<HostMatch> closest, Optional<Route> chosen) {
    var match = HostMatch.of(route.host(), request.host());
    if (match.isEmpty()) {
      return Fate.OTHER_HOST;
    }
    if (!match.equals(closest)) {
      return Fate.FARTHER_HOST;
    }
    if (chosen.isEmpty() || !route.pattern().matches(request.path())) {
      return Fate.OTHER_PATH;
    }
    var winner = chosen.get();
    if (route.equals(winner)) {
      return Fate.CHOSEN;
    }
    if (route.isSameAs(winner)) {
      return route.ingress().equals(winner.ingress()) ? Fate.REPEATED : Fate.YOUNGER;
    }
    return route.pattern().length() < winner.pattern().length() ? Fate.SHORTER_PATH : Fate.PREFIX;
  }

  private Target otherwise(HttpRequest request, Optional<HostMatch> closest) {
    var having =
        ingresses.stream()
            .filter(ingress -> ingress.defaultBackend().isPresent())
            .sorted(
                Comparator.comparing(
                    ingress ->
                        matches(ingress, request).map(Optional::of).noneMatch(closest::equals)))
            .toList();
    return having.isEmpty()
        ? new Target.Controller()
        : new Target.ByDefault(having.getFirst(), having.subList(1, having.size()));
  }

  /// Of certificates for the host the closest, and of these that of the oldest Ingress.
  private Optional<Certificate> certificate(HttpRequest request) {
    return ingresses.stream()
        .flatMap(ingress -> indices(ingress.tls()).map(i -> new Certificate(ingress, i)))
        .filter(each -> request.isSecure() && match(each, request).isPresent())
        .min(Comparator.comparing(each -> match(each, request).orElseThrow()));
  }

  private static Optional<HostMatch> match(Certificate certificate, HttpRequest request) {
    var hosts = certificate.tls().hosts();
    return (hosts.isEmpty() ? List.of(IngressHost.ANY) : hosts)
        .stream()
            .flatMap(host -> HostMatch.of(host, request.host()).stream())
            .min(Comparator.naturalOrder());
  }

  /// The routes that never count, as another means the same requests.
  public List<Conflict> conflicts() {
    var used = new ArrayList<Route>();
    var conflicts = new ArrayList<Conflict>();
    for (var route : routes()) {
      used.stream()
          .filter(route::isSameAs)
          .findFirst()
          .ifPresentOrElse(
              first -> conflicts.add(new Conflict(first, route)), () -> used.add(route));
    }
    return List.copyOf(conflicts);
  }
}
