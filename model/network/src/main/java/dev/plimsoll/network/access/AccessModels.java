package dev.plimsoll.network.access;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.network.access.apiproxy.ApiProxyModel;
import dev.plimsoll.network.access.apiproxy.ProxyBug;
import dev.plimsoll.network.access.portforward.ForwardBug;
import dev.plimsoll.network.access.portforward.PortForwardModel;
import dev.plimsoll.network.proxy.traffic.BalancerBug;
import dev.plimsoll.network.proxy.traffic.ExternalTrafficModel;
import java.util.List;

/// The models of access from outside, as users find them.
public final class AccessModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(externalTraffic(), portForward(), apiProxy());
  }

  private static ModelDefinition externalTraffic() {
    return new ModelDefinition(
        "external-traffic",
        "a client outside uses a Service by a load balancer that probes the nodes, while pods and"
            + " nodes come and go",
        "kube-proxy v1.30, pkg/proxy/healthcheck; KEP-1669, KEP-3458, KEP-3836",
        List.of(
            Parameter.integer("nodes", 2, 1, 3, "nodes"),
            Parameter.integer("pods", 2, 1, 4, "pods, on the nodes in turn"),
            Parameter.enumeration("policy", TrafficPolicy.class, "externalTrafficPolicy"),
            Parameter.integer("threshold", 1, 1, 3, "probes in a row that change what a node is"),
            Parameter.integer("disturbances", 1, 0, 3, "proxies stuck or dead, nodes taken away"),
            Parameter.enumeration("bug", BalancerBug.class, "a mistake to seed")),
        parameters ->
            new ExternalTrafficModel(
                new ExternalTrafficModel.Bounds(
                    parameters.integer("nodes"),
                    parameters.integer("pods"),
                    parameters.integer("threshold"),
                    parameters.integer("disturbances")),
                parameters.constant("policy", TrafficPolicy.class),
                parameters.constant("bug", BalancerBug.class)));
  }

  private static ModelDefinition portForward() {
    return new ModelDefinition(
        "port-forward",
        "clients of kubectl port-forward use a server in one pod, over one connection",
        "client-go/tools/portforward, kubelet/pkg/cri/streaming/portforward, v0.30; containerd v2",
        List.of(
            Parameter.integer("pods", 2, 1, 3, "pods that kubectl may choose"),
            Parameter.integer("clients", 2, 1, 3, "clients of the local port"),
            Parameter.integer("requests", 2, 1, 3, "requests of the first client"),
            Parameter.integer("faults", 1, 0, 3, "of containers, pods, servers and connections"),
            Parameter.enumeration("bug", ForwardBug.class, "a mistake to seed")),
        parameters ->
            new PortForwardModel(
                new PortForwardModel.Bounds(
                    parameters.integer("pods"),
                    parameters.integer("clients"),
                    parameters.integer("requests"),
                    parameters.integer("faults")),
                parameters.constant("bug", ForwardBug.class)));
  }

  private static ModelDefinition apiProxy() {
    return new ModelDefinition(
        "api-proxy",
        "requests go through kubectl proxy and the API server to Services, pods and nodes",
        "kubectl/pkg/proxy/proxy_server.go, pkg/registry/core (ResourceLocation), v1.30",
        List.of(
            Parameter.integer("pods", 2, 1, 4, "pods of the Service"),
            Parameter.integer("requests", 2, 1, 3, "requests, one after the other"),
            Parameter.integer("tamperings", 2, 0, 3, "with Endpoints and the name of the node"),
            Parameter.enumeration("bug", ProxyBug.class, "a mistake to seed")),
        parameters ->
            new ApiProxyModel(
                new ApiProxyModel.Bounds(
                    parameters.integer("pods"),
                    parameters.integer("requests"),
                    parameters.integer("tamperings")),
                parameters.constant("bug", ProxyBug.class)));
  }
}
