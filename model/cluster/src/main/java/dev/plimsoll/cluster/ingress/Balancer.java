package dev.plimsoll.cluster.ingress;

import dev.plimsoll.cluster.ingress.IngressModel.Bug;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.network.ingress.Decision.Target;
import dev.plimsoll.network.ingress.HostMatch;
import dev.plimsoll.network.ingress.HttpRequest;
import dev.plimsoll.network.ingress.LoadBalancer;
import dev.plimsoll.network.ingress.Reading;
import dev.plimsoll.network.ingress.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a balancer does with requests, by the Ingresses in the order in which it has seen them.
///
/// @param bug what is wrong with it
record Balancer(Bug bug) {

  /// The route that answers, if one does.
  Optional<Route> answer(List<Ingress> seen, HttpRequest request) {
    var balancer = new LoadBalancer(seen, Reading.PREFIX);
    var order = order(seen, request);
    if (order.isEmpty()) {
      return balancer.decide(request).target() instanceof Target.ByRoute(var route)
          ? Optional.of(route)
          : Optional.empty();
    }
    return balancer.routes().stream()
        .filter(route -> match(route, request).isPresent())
        .filter(route -> route.pattern().matches(request.path()))
        .min(order.get());
  }

  /// The order in which a mistaken one looks for the first route that matches.
  private Optional<Comparator<Route>> order(List<Ingress> seen, HttpRequest request) {
    Comparator<Route> closest =
        Comparator.comparing(route -> match(route, request).orElse(HostMatch.ANY));
    Comparator<Route> latest =
        Comparator.comparingInt((Route route) -> seen.indexOf(route.ingress())).reversed();
    return switch (bug) {
      case NONE, KEEPS_DELETED -> Optional.empty();
      case WILDCARD_FIRST ->
          Optional.of(
              Comparator.comparing((Route route) -> route.host().name())
                  .thenComparing(Route.LONGEST_FIRST));
      case ROOT_FIRST -> Optional.of(closest.thenComparingInt(route -> route.pattern().length()));
      case LATEST_FIRST ->
          Optional.of(closest.thenComparing(Route.LONGEST_FIRST).thenComparing(latest));
    };
  }

  private static Optional<HostMatch> match(Route route, HttpRequest request) {
    return HostMatch.of(route.host(), request.host());
  }
}
