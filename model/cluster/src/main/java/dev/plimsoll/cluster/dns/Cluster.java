package dev.plimsoll.cluster.dns;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.dns.ClusterZone;
import dev.plimsoll.network.dns.DomainName;
import dev.plimsoll.network.dns.Outcome;
import dev.plimsoll.network.dns.Question;
import dev.plimsoll.network.dns.RecordType;
import dev.plimsoll.network.dns.ResourceRecord;
import dev.plimsoll.network.dns.ZoneConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The objects that replicas know: a number for the Service that comes and goes, which is that of
/// its address and 0 where it is not there; and which pods of the headless Service are ready.
///
/// @param publishesNotReady whether the headless Service has `publishNotReadyAddresses`, so that
///     the EndpointSlice controller says of all endpoints that they are ready
record Cluster(boolean publishesNotReady) {

  /// There is no such Service.
  static final int ABSENT = 0;

  private static final String NAMESPACE = "default";
  private static final List<ServicePort> PORTS = List.of(ServicePort.tcp("http", 80));

  /// What CoreDNS answers by what it has seen.
  ///
  /// @param services empty where it has not listed them
  /// @param endpoints empty where it has not listed them
  Reply answer(Name name, Optional<Integer> services, Optional<List<Boolean>> endpoints) {
    var known = new ArrayList<Service>();
    services.ifPresent(
        shop -> {
          known.add(service("web", headless()));
          if (shop != ABSENT) {
            known.add(service("shop", ServiceSpec.clusterIp(Address.parse(ip(shop)), PORTS)));
          }
        });
    var slices = endpoints.map(ready -> List.of(slice(ready))).orElse(List.of());
    var zone = new ClusterZone(ZoneConfig.KUBEADM, known, slices, List.of(), Set.of(NAMESPACE));
    var label = name == Name.WEB ? "web" : "shop";
    var question =
        new Question(
            DomainName.parse(label + "." + NAMESPACE + ".svc.cluster.local"), RecordType.A);
    var answer = zone.answer(question);
    return answer.outcome() == Outcome.ANSWERED
        ? Reply.of(answer.records().stream().map(ResourceRecord::value).toList())
        : Reply.NAME_ERROR;
  }

  /// What is to be answered: the addresses that there are.
  Reply truth(Name name, int shop, List<Boolean> ready) {
    return switch (name) {
      case SHOP -> Reply.of(shop == ABSENT ? List.of() : List.of(ip(shop)));
      case WEB -> Reply.of(published(ready));
    };
  }

  /// The addresses of the pods that are to be named.
  List<String> published(List<Boolean> ready) {
    var addresses = new ArrayList<String>();
    for (var pod = 0; pod < ready.size(); pod++) {
      if (ready.get(pod) || publishesNotReady) {
        addresses.add(podIp(pod));
      }
    }
    return addresses;
  }

  static String ip(int shop) {
    return "10.96.0." + shop;
  }

  static String podIp(int pod) {
    return "10.244.0." + (pod + 1);
  }

  private static Service service(String name, ServiceSpec spec) {
    return new Service(ObjectMeta.of(NAMESPACE, name), spec, List.of());
  }

  private ServiceSpec headless() {
    return new ServiceSpec(
        ServiceType.CLUSTER_IP,
        new TreeMap<>(),
        PORTS,
        List.of(),
        true,
        List.of(),
        List.of(),
        TrafficPolicy.CLUSTER,
        TrafficPolicy.CLUSTER,
        new SessionAffinity.None(),
        0,
        publishesNotReady);
  }

  private EndpointSlice slice(List<Boolean> ready) {
    var endpoints = new ArrayList<Endpoint>();
    for (var pod = 0; pod < ready.size(); pod++) {
      var conditions =
          new Endpoint.Conditions(ready.get(pod) || publishesNotReady, ready.get(pod), false);
      endpoints.add(new Endpoint(List.of(podIp(pod)), conditions, null, null, List.of()));
    }
    return new EndpointSlice(
        ObjectMeta.of(NAMESPACE, "web-1").withLabels(Map.of(Service.NAME_LABEL, "web")),
        AddressType.IPV4,
        endpoints,
        List.of());
  }
}
