package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.ProxiedNode;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.proxier.KernelTables;
import dev.plimsoll.network.proxy.proxier.Proxier;
import java.util.List;

/// The two Services that a proxy syncs: `dns` over UDP, which is always there, and `web` over TCP.
enum SyncedServices {
  DNS("10.96.0.10", Protocol.UDP, 53),
  WEB("10.96.0.1", Protocol.TCP, 80);

  /// Both.
  static final List<SyncedServices> ALL = List.of(DNS, WEB);

  private final String clusterIp;
  private final Protocol protocol;
  private final int port;

  SyncedServices(String clusterIp, Protocol protocol, int port) {
    this.clusterIp = clusterIp;
    this.protocol = protocol;
    this.port = port;
  }

  Address clusterIp() {
    return Address.parse(clusterIp);
  }

  int port() {
    return port;
  }

  /// The pods that may be its endpoints, the first at the start.
  List<List<Integer>> choices() {
    return switch (this) {
      case DNS -> List.of(List.of(0), List.of(1), List.of());
      case WEB -> List.of(List.of(2), List.of());
    };
  }

  /// The address of a pod.
  static Address address(int pod) {
    return ProxiedNode.FIRST.pod(pod + 1);
  }

  Service service() {
    var ports = List.of(new ServicePort("main", protocol, port, null, 0));
    return new Service(metadata(), ServiceSpec.clusterIp(clusterIp(), ports), List.of());
  }

  EndpointSlice slice(List<Integer> pods) {
    var endpoints =
        pods.stream().map(pod -> Endpoint.ready(address(pod), ProxiedNode.FIRST.toString()));
    return EndpointSlice.of(service(), endpoints.toList());
  }

  ObjectMeta metadata() {
    return ObjectMeta.of(
        "default",
        switch (this) {
          case DNS -> "dns";
          case WEB -> "web";
        });
  }

  /// A proxy that hears of the Services.
  static Proxier hearServices(Proxier proxier, boolean web) {
    var heard = proxier.serviceUpdated(DNS.service());
    return web ? heard.serviceUpdated(WEB.service()) : heard.serviceDeleted(WEB.metadata());
  }

  /// A proxy that hears of the slices.
  static Proxier hearSlices(Proxier proxier, List<Integer> dnsPods, List<Integer> webPods) {
    return proxier.sliceUpdated(DNS.slice(dnsPods)).sliceUpdated(WEB.slice(webPods));
  }

  /// What a full sync writes on a new node.
  static KernelTables fullSync(
      boolean web, List<Integer> dnsPods, List<Integer> webPods, ProxyConfig config) {
    var services = web ? List.of(DNS.service(), WEB.service()) : List.of(DNS.service());
    var slices = List.of(DNS.slice(dnsPods), WEB.slice(webPods));
    return KernelTables.EMPTY.restore(KubeProxy.sync(services, slices, config)).tables();
  }
}
