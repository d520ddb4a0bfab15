package dev.plimsoll.reports.html.network;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.routes.Routes;
import java.util.List;

/// Pages of routes to try.
public final class RoutesPages {

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: web}
      spec:
        clusterIP: 10.96.0.10
        clusterIPs: [10.96.0.10]
        ports: [{name: http, port: 80, protocol: TCP}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {namespace: shop, name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      ports: [{name: http, port: 8080, protocol: TCP}]
      endpoints:
      - {addresses: [10.244.1.5], nodeName: node-a}
      - {addresses: [10.244.2.5], nodeName: node-b}
      """;

  /// Of rules as kube-proxy writes them.
  public static PacketPage sound() {
    return page("10.244.2.5:8080");
  }

  /// Of rules that lead to a pod that is no endpoint.
  public static PacketPage broken() {
    return page("10.244.2.6:8080");
  }

  private static PacketPage page(String end) {
    var manifests = ManifestReader.read("objects.yaml", OBJECTS);
    var config = ProxyConfig.of("node-a", Address.parse("192.168.0.2"), new LocalDetector.None());
    var written = KubeProxy.sync(manifests.services(), manifests.endpointSlices(), config).dump();
    var rules = Dump.parse("dump", written.replace("10.244.2.5:8080", end)).load();
    var node =
        new Node(
            List.of(
                InterfaceAddress.parse("192.168.0.2/24@eth0"),
                InterfaceAddress.parse("10.244.1.1/24@cni0")),
            List.of(Route.parse("0.0.0.0/0@eth0")));
    var report = Routes.analyse(rules, manifests, node, config);
    return RoutesPage.of(rules, report, List.of("objects.yaml"), "./plimsoll routes dump", "1");
  }

  private RoutesPages() {}
}
