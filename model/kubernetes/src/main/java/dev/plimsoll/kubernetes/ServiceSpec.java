package dev.plimsoll.kubernetes;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a Service asks for: core/v1 `ServiceSpec`, v1.30.
///
/// @param type how far it is offered
/// @param selector the labels of its pods, sorted by key
/// @param ports the ports, each name once
/// @param clusterIps its virtual addresses, at most one of each family; none where it is headless,
///     an ExternalName, or not yet given one
/// @param headless whether `clusterIP` is `None`
/// @param externalIps addresses that others route to the nodes
/// @param loadBalancerSourceRanges the clients that may use the load balancer's addresses;
///     all where empty
/// @param internalTrafficPolicy for packets to a cluster IP
/// @param externalTrafficPolicy for packets to an external IP, node port or load balancer address
/// @param sessionAffinity whether a client stays with its endpoint
/// @param healthCheckNodePort where a load balancer asks whether this node has endpoints;
///     0 for none
/// @param publishNotReadyAddresses whether endpoints count as ready whatever their pods say
/// @param ipFamilies the families of its addresses, where it says so
/// @param externalName what an ExternalName is an alias for; empty for the other types
public record ServiceSpec(
    ServiceType type,
    SortedMap<String, String> selector,
    List<ServicePort> ports,
    List<Address> clusterIps,
    boolean headless,
    List<Address> externalIps,
    List<Prefix> loadBalancerSourceRanges,
    TrafficPolicy internalTrafficPolicy,
    TrafficPolicy externalTrafficPolicy,
    SessionAffinity sessionAffinity,
    int healthCheckNodePort,
    boolean publishNotReadyAddresses,
    List<Family> ipFamilies,
    String externalName) {

  /// Copies the collections; refuses two cluster IPs of one family and two ports of one name.
  public ServiceSpec {
    selector = Collections.unmodifiableSortedMap(new TreeMap<>(selector));
    ports = List.copyOf(ports);
    clusterIps = List.copyOf(clusterIps);
    externalIps = List.copyOf(externalIps);
    loadBalancerSourceRanges = List.copyOf(loadBalancerSourceRanges);
    ipFamilies = List.copyOf(ipFamilies);
    if (clusterIps.stream().map(Address::family).distinct().count() < clusterIps.size()) {
      throw new IllegalArgumentException(
          "expected at most one cluster IP of each family, found " + clusterIps);
    }
    if (ports.stream().map(ServicePort::name).distinct().count() < ports.size()) {
      throw new IllegalArgumentException("expected every port to have a name of its own");
    }
    if (healthCheckNodePort != 0) {
      ServicePort.requirePort(healthCheckNodePort);
    }
  }

  /// A Service that does not say which families its addresses are of, and is no alias.
  public ServiceSpec(
      ServiceType type,
      SortedMap<String, String> selector,
      List<ServicePort> ports,
      List<Address> clusterIps,
      boolean headless,
      List<Address> externalIps,
      List<Prefix> loadBalancerSourceRanges,
      TrafficPolicy internalTrafficPolicy,
      TrafficPolicy externalTrafficPolicy,
      SessionAffinity sessionAffinity,
      int healthCheckNodePort,
      boolean publishNotReadyAddresses) {
    this(
        type,
        selector,
        ports,
        clusterIps,
        headless,
        externalIps,
        loadBalancerSourceRanges,
        internalTrafficPolicy,
        externalTrafficPolicy,
        sessionAffinity,
        healthCheckNodePort,
        publishNotReadyAddresses,
        List.of(),
        "");
  }

  /// A Service inside the cluster, everything else at the API's defaults.
  public static ServiceSpec clusterIp(Address address, List<ServicePort> ports) {
    return of(ServiceType.CLUSTER_IP, address, ports);
  }

  /// A Service that has a virtual address, everything else at the API's defaults.
  public static ServiceSpec of(ServiceType type, Address clusterIp, List<ServicePort> ports) {
    return new ServiceSpec(
        type,
        new TreeMap<>(),
        ports,
        List.of(clusterIp),
        false,
        List.of(),
        List.of(),
        TrafficPolicy.CLUSTER,
        TrafficPolicy.CLUSTER,
        new SessionAffinity.None(),
        0,
        false);
  }

  /// The same with another policy for packets from outside.
  ///
  /// @param newHealthCheckNodePort 0 for none
  public ServiceSpec withExternalTrafficPolicy(
      TrafficPolicy newPolicy, int newHealthCheckNodePort) {
    return new ServiceSpec(
        type,
        selector,
        ports,
        clusterIps,
        headless,
        externalIps,
        loadBalancerSourceRanges,
        internalTrafficPolicy,
        newPolicy,
        sessionAffinity,
        newHealthCheckNodePort,
        publishNotReadyAddresses,
        ipFamilies,
        externalName);
  }

  /// The same whose clients stay, or do not stay, with their endpoints.
  public ServiceSpec withSessionAffinity(SessionAffinity newAffinity) {
    return new ServiceSpec(
        type,
        selector,
        ports,
        clusterIps,
        headless,
        externalIps,
        loadBalancerSourceRanges,
        internalTrafficPolicy,
        externalTrafficPolicy,
        newAffinity,
        healthCheckNodePort,
        publishNotReadyAddresses,
        ipFamilies,
        externalName);
  }
}
