package dev.plimsoll.properties.proxy;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.LoadBalancerIngress;
import dev.plimsoll.kubernetes.LoadBalancerIngress.IpMode;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.manifest.Manifests.Located;
import dev.plimsoll.kubernetes.manifest.SourceLine;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.proxy.LargeClusterMode;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.NodePortAddresses;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Small clusters of every kind of Service, for jqwik.
final class GeneratedClusters {

  /// A cluster as one node's kube-proxy sees it.
  record Cluster(List<Shape> services, ProxyConfig config) {

    Manifests manifests() {
      var objects = new ArrayList<KubernetesObject>();
      for (var i = 0; i < services.size(); i++) {
        objects.add(services.get(i).service(i));
        objects.add(services.get(i).slice(i));
      }
      var place = new SourceLine("generated", 1);
      return new Manifests(
          objects.stream().map(object -> new Located(object, place)).toList(), List.of());
    }
  }

  /// What is drawn of a Service and its endpoints; addresses follow from its number.
  record Shape(
      ServiceType type,
      Protocol protocol,
      TrafficPolicy internal,
      TrafficPolicy external,
      boolean hasAffinity,
      boolean hasExternalIp,
      List<Prefix> ranges,
      List<Endpoint> endpoints) {

    Service service(int i) {
      var balanced = type == ServiceType.LOAD_BALANCER;
      var nodePort = type == ServiceType.CLUSTER_IP ? 0 : 30_000 + i;
      var spec =
          new ServiceSpec(
              type,
              new TreeMap<>(),
              List.of(new ServicePort("http", protocol, 80, null, nodePort)),
              List.of(Address.parse("10.96.0." + (i + 1))),
              false,
              hasExternalIp ? List.of(Address.parse("198.51.100." + (i + 1))) : List.of(),
              balanced ? ranges : List.of(),
              internal,
              external,
              hasAffinity ? new SessionAffinity.ClientIp(60) : new SessionAffinity.None(),
              balanced && external == TrafficPolicy.LOCAL ? 31_000 + i : 0,
              false);
      var vip = Address.parse("203.0.113." + (i + 1));
      return new Service(
          ObjectMeta.of("default", "web" + i),
          spec,
          balanced ? List.of(new LoadBalancerIngress(vip, null, IpMode.VIP)) : List.of());
    }

    EndpointSlice slice(int i) {
      var name = Map.of(Service.NAME_LABEL, "web" + i);
      return new EndpointSlice(
          ObjectMeta.of("default", "web" + i + "-1").withLabels(name),
          AddressType.IPV4,
          endpoints,
          List.of(new EndpointPort("http", protocol, 8080)));
    }
  }

  private GeneratedClusters() {}

  static Arbitrary<Cluster> clusters() {
    return Combinators.combine(shapes().list().ofMaxSize(3), configs()).as(Cluster::new);
  }

  static Node node() {
    return new Node(
        List.of(
            InterfaceAddress.parse("192.168.0.2/24@eth0"),
            InterfaceAddress.parse("172.16.5.2/24@eth1"),
            InterfaceAddress.parse("10.244.1.1/24@cni0")),
        List.of(Route.parse("0.0.0.0/0@eth0")));
  }

  private static Arbitrary<Shape> shapes() {
    var flag = Arbitraries.of(true, false);
    var ranges =
        Arbitraries.of("100.64.0.0/10", "192.168.0.0/16", "10.244.3.0/24", "0.0.0.0/0")
            .map(Prefix::parse)
            .list()
            .ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(
                ServiceType.CLUSTER_IP, ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER),
            Arbitraries.of(Protocol.class),
            Arbitraries.of(TrafficPolicy.class),
            Arbitraries.of(TrafficPolicy.class),
            flag,
            flag,
            ranges,
            endpoints().list().ofMaxSize(4))
        .as(Shape::new);
  }

  private static Arbitrary<Endpoint> endpoints() {
    var conditions =
        Arbitraries.of(
            Endpoint.Conditions.READY,
            new Endpoint.Conditions(null, null, null),
            new Endpoint.Conditions(false, true, true),
            new Endpoint.Conditions(false, false, true),
            new Endpoint.Conditions(false, false, false));
    var place =
        Arbitraries.of("10.244.1. node-a", "10.244.2. node-b", "10.244.3. node-c")
            .map(text -> text.split(" ", 2));
    return Combinators.combine(place, Arbitraries.integers().between(2, 5), conditions)
        .as(
            (at, last, condition) ->
                new Endpoint(List.of(at[0] + last), condition, at[1], null, List.of()));
  }

  private static Arbitrary<ProxyConfig> configs() {
    var flag = Arbitraries.of(true, false);
    var detectors =
        Arbitraries.of(
            new LocalDetector.None(),
            new LocalDetector.PodCidr(Prefix.parse("10.244.0.0/16")),
            new LocalDetector.BridgeInterface("cni0"),
            new LocalDetector.InterfaceNamePrefix("cni"));
    var nodePorts =
        Arbitraries.of(
            new NodePortAddresses.All(),
            new NodePortAddresses.Listed(List.of(Address.parse("192.168.0.2"))));
    return Combinators.combine(
            detectors, nodePorts, flag, flag, Arbitraries.of(Release.Version.class))
        .as(
            (detector, addresses, localhost, all, version) ->
                new ProxyConfig(
                    Family.IPV4,
                    "node-a",
                    Address.parse("192.168.0.2"),
                    new TreeMap<>(),
                    detector,
                    addresses,
                    localhost,
                    all,
                    14,
                    true,
                    false,
                    LargeClusterMode.BY_SIZE,
                    Release.of(version)));
  }
}
