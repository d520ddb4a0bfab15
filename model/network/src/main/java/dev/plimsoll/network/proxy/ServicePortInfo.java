package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.LoadBalancerIngress;
import dev.plimsoll.kubernetes.LoadBalancerIngress.IpMode;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// One port of a Service as kube-proxy reads it, in one family.
///
/// Follows pkg/proxy/serviceport.go, `newBaseServiceInfo` and its accessors, v1.30.
///
/// @param name its name
/// @param clusterIp the Service's address
/// @param port the port there, at external IPs and at load balancer addresses
/// @param nodePort the port at the node's own addresses; 0 for none
/// @param externalIps addresses that others route to the node
/// @param loadBalancerVips load balancer addresses that packets still carry when they arrive
/// @param loadBalancerSourceRanges the clients admitted at those; all where empty
/// @param internalPolicyLocal whether packets to the cluster IP stay on the node
/// @param externalPolicyLocal whether packets to the other addresses stay on the node
/// @param sessionAffinity whether a client stays with its endpoint
/// @param healthCheckNodePort where load balancers ask about this node; 0 for none
/// @param hintsAnnotation the annotation that switches topology hints on; empty for none
public record ServicePortInfo(
    ServicePortName name,
    Address clusterIp,
    int port,
    int nodePort,
    List<Address> externalIps,
    List<Address> loadBalancerVips,
    List<Prefix> loadBalancerSourceRanges,
    boolean internalPolicyLocal,
    boolean externalPolicyLocal,
    SessionAffinity sessionAffinity,
    int healthCheckNodePort,
    String hintsAnnotation) {

  private static final String TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
  private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";

  /// Copies the lists.
  public ServicePortInfo {
    externalIps = List.copyOf(externalIps);
    loadBalancerVips = List.copyOf(loadBalancerVips);
    loadBalancerSourceRanges = List.copyOf(loadBalancerSourceRanges);
  }

  /// All ports that kube-proxy offers in a family, sorted by name: those of Services that have a
  /// cluster IP there and are not headless or ExternalName.
  public static List<ServicePortInfo> of(Collection<Service> services, Family family) {
    var infos = new ArrayList<ServicePortInfo>();
    for (var service : services) {
      if (service.spec().headless() || service.spec().type() == ServiceType.EXTERNAL_NAME) {
        continue;
      }
      var clusterIp = ofFamily(service.spec().clusterIps(), family);
      if (!clusterIp.isEmpty()) {
        for (var port : service.spec().ports()) {
          infos.add(of(service, port, clusterIp.getFirst()));
        }
      }
    }
    infos.sort((a, b) -> a.name().compareTo(b.name()));
    return List.copyOf(infos);
  }

  private static ServicePortInfo of(Service service, ServicePort port, Address clusterIp) {
    var spec = service.spec();
    var family = clusterIp.family();
    var external =
        switch (spec.type()) {
          case NODE_PORT, LOAD_BALANCER -> true;
          case CLUSTER_IP -> !spec.externalIps().isEmpty();
          case EXTERNAL_NAME -> false;
        };
    var local = external && spec.externalTrafficPolicy() == TrafficPolicy.LOCAL;
    var annotations = service.metadata().annotations();
    return new ServicePortInfo(
        new ServicePortName(
            service.metadata().namespace(),
            service.metadata().name(),
            port.name(),
            port.protocol()),
        clusterIp,
        port.port(),
        port.nodePort(),
        ofFamily(spec.externalIps(), family),
        ofFamily(
            service.loadBalancer().stream()
                .filter(ingress -> ingress.ipMode() == IpMode.VIP)
                .map(LoadBalancerIngress::ip)
                .filter(Objects::nonNull)
                .toList(),
            family),
        spec.loadBalancerSourceRanges().stream().filter(c -> c.family() == family).toList(),
        spec.internalTrafficPolicy() == TrafficPolicy.LOCAL,
        local,
        spec.sessionAffinity(),
        local && spec.type() == ServiceType.LOAD_BALANCER ? spec.healthCheckNodePort() : 0,
        annotations.getOrDefault(TOPOLOGY_HINTS, annotations.getOrDefault(TOPOLOGY_MODE, "")));
  }

  private static List<Address> ofFamily(List<Address> addresses, Family family) {
    return addresses.stream().filter(address -> address.family() == family).toList();
  }

  /// Whether it is offered at more than its cluster IP.
  public boolean externallyAccessible() {
    return nodePort != 0 || !loadBalancerVips.isEmpty() || !externalIps.isEmpty();
  }

  /// Whether any packet may go to endpoints on other nodes.
  public boolean usesClusterEndpoints() {
    return !internalPolicyLocal || externallyAccessible();
  }

  /// Whether any packet must stay on the node.
  public boolean usesLocalEndpoints() {
    return internalPolicyLocal || (externalPolicyLocal && externallyAccessible());
  }

  /// Whether the Service lets endpoints be chosen by topology, as far as its annotation goes.
  boolean allowsTopology() {
    return switch (hintsAnnotation) {
      case "", "disabled", "Disabled" -> false;
      default -> true;
    };
  }
}
