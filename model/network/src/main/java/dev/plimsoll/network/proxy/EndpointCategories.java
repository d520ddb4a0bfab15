package dev.plimsoll.network.proxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Which endpoints a service port's packets may be sent to.
///
/// Follows pkg/proxy/topology.go, `CategorizeEndpoints`, v1.30, and `topologyModeFromHints`,
/// v1.33.
///
/// @param cluster for the policy Cluster: the ready ones (of this zone or node, where hints allow
///     that choice), else the serving terminating ones; none where no packet is under that policy
/// @param local for the policy Local: the node's own ready ones, else its own serving terminating
///     ones; none where no packet is under that policy
/// @param reachable those in either
/// @param hasEndpoints whether the Service has any that some node could use
public record EndpointCategories(
    List<ProxyEndpoint> cluster,
    List<ProxyEndpoint> local,
    List<ProxyEndpoint> reachable,
    boolean hasEndpoints) {

  /// Copies the lists.
  public EndpointCategories {
    cluster = List.copyOf(cluster);
    local = List.copyOf(local);
    reachable = List.copyOf(reachable);
  }

  /// Sorts a service port's endpoints into the categories, keeping their order.
  public static EndpointCategories of(
      ServicePortInfo service, List<ProxyEndpoint> endpoints, ProxyConfig config) {
    var cluster =
        service.usesClusterEndpoints()
            ? clusterEndpoints(service, endpoints, config)
            : List.<ProxyEndpoint>of();
    var local =
        service.usesLocalEndpoints()
            ? readyElseTerminating(filter(endpoints, ProxyEndpoint::isLocal))
            : List.<ProxyEndpoint>of();
    var reachable = new LinkedHashSet<>(cluster);
    reachable.addAll(local);
    var hasEndpoints =
        !cluster.isEmpty()
            || (service.usesLocalEndpoints() && !readyElseTerminating(endpoints).isEmpty());
    return new EndpointCategories(cluster, local, new ArrayList<>(reachable), hasEndpoints);
  }

  private static List<ProxyEndpoint> clusterEndpoints(
      ServicePortInfo service, List<ProxyEndpoint> endpoints, ProxyConfig config) {
    var ready = filter(endpoints, ProxyEndpoint::ready);
    var release = config.release();
    if (release.sameTrafficDistribution()
        && hinted(ready, ProxyEndpoint::nodeHints, config.nodeName())) {
      return filter(ready, endpoint -> endpoint.nodeHints().contains(config.nodeName()));
    }
    if ((release.trafficDistribution() || service.allowsTopology())
        && !config.zone().isEmpty()
        && hinted(ready, ProxyEndpoint::zoneHints, config.zone())) {
      return filter(ready, endpoint -> endpoint.zoneHints().contains(config.zone()));
    }
    return readyElseTerminating(endpoints);
  }

  /// Whether all have hints, one of them for this place.
  private static boolean hinted(
      List<ProxyEndpoint> endpoints, Function<ProxyEndpoint, List<String>> hints, String place) {
    return endpoints.stream().noneMatch(endpoint -> hints.apply(endpoint).isEmpty())
        && endpoints.stream().anyMatch(endpoint -> hints.apply(endpoint).contains(place));
  }

  private static List<ProxyEndpoint> readyElseTerminating(List<ProxyEndpoint> endpoints) {
    var ready = filter(endpoints, ProxyEndpoint::ready);
    return ready.isEmpty() ? filter(endpoints, ProxyEndpoint::servingTerminating) : ready;
  }

  private static List<ProxyEndpoint> filter(
      List<ProxyEndpoint> endpoints, Predicate<ProxyEndpoint> predicate) {
    return endpoints.stream().filter(predicate).toList();
  }
}
