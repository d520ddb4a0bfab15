package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An endpoint of a service port as kube-proxy on one node sees it.
///
/// Follows pkg/proxy/endpointslicecache.go, v1.30.
///
/// @param address where it is
/// @param port the port there
/// @param isLocal whether it runs on this node
/// @param ready whether it is to be sent to; unknown counts as true
/// @param serving whether it answers; unknown counts as true
/// @param terminating whether it is being shut down; unknown counts as false
/// @param zoneHints the zones whose nodes should use it
/// @param nodeHints the nodes that should use it; kube-proxy reads them from 1.33 on
public record ProxyEndpoint(
    Address address,
    int port,
    boolean isLocal,
    boolean ready,
    boolean serving,
    boolean terminating,
    List<String> zoneHints,
    List<String> nodeHints) {

  /// Copies the lists.
  public ProxyEndpoint {
    zoneHints = List.copyOf(zoneHints);
    nodeHints = List.copyOf(nodeHints);
  }

  /// The endpoints of every service port, sorted by their text.
  ///
  /// Of two with the same address and port the first is kept unless a later one is local; slices
  /// are taken by name. (kube-proxy takes them in the random order of a Go map.)
  ///
  /// @param slices of all Services
  /// @param family which slices count
  /// @param nodeName whose endpoints are local
  public static Map<ServicePortName, List<ProxyEndpoint>> of(
      Collection<EndpointSlice> slices, Family family, String nodeName) {
    var found = new TreeMap<ServicePortName, Map<String, ProxyEndpoint>>();
    slices.stream()
        .filter(slice -> slice.addressType() == addressType(family))
        .filter(slice -> !slice.serviceName().isEmpty())
        .sorted(Comparator.comparing(slice -> slice.metadata().namespacedName()))
        .forEach(slice -> collect(slice, nodeName, found));
    var lists = new TreeMap<ServicePortName, List<ProxyEndpoint>>();
    found.forEach((name, endpoints) -> lists.put(name, List.copyOf(endpoints.values())));
    return lists;
  }

  private static AddressType addressType(Family family) {
    return switch (family) {
      case IPV4 -> AddressType.IPV4;
      case IPV6 -> AddressType.IPV6;
    };
  }

  private static void collect(
      EndpointSlice slice, String nodeName, Map<ServicePortName, Map<String, ProxyEndpoint>> to) {
    for (var port : slice.ports()) {
      var portName = port.name();
      var number = port.port();
      if (portName == null || number == null) {
        continue;
      }
      var name =
          new ServicePortName(
              slice.metadata().namespace(), slice.serviceName(), portName, port.protocol());
      var endpoints = to.computeIfAbsent(name, absent -> new TreeMap<>());
      for (var endpoint : slice.endpoints()) {
        var seen = of(endpoint, number, nodeName);
        if (seen.isLocal()) {
          endpoints.put(seen.toString(), seen);
        } else {
          endpoints.putIfAbsent(seen.toString(), seen);
        }
      }
    }
  }

  private static ProxyEndpoint of(Endpoint endpoint, int port, String nodeName) {
    var conditions = endpoint.conditions();
    return new ProxyEndpoint(
        Address.parse(endpoint.addresses().getFirst()),
        port,
        nodeName.equals(endpoint.nodeName()),
        !Boolean.FALSE.equals(conditions.ready()),
        !Boolean.FALSE.equals(conditions.serving()),
        Boolean.TRUE.equals(conditions.terminating()),
        endpoint.zoneHints(),
        endpoint.nodeHints());
  }

  /// Whether it still answers while it is being shut down: the last resort.
  public boolean servingTerminating() {
    return serving && terminating;
  }

  /// `10.0.0.1:80` or `[fd00::1]:80`.
  @Override
  public String toString() {
    return address.withPort(port);
  }
}
