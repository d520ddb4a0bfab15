package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// The models of the data plane, as users find them.
public final class NetworkModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        new ModelDefinition(
            "kube-proxy",
            "proxies watch Services and EndpointSlices and write iptables rules from them",
            "kube-proxy v1.30, pkg/proxy/iptables/proxier.go, syncProxyRules",
            List.of(
                Parameter.integer("nodes", 1, 1, 3, "nodes that run a proxy"),
                Parameter.integer("pods", 2, 1, 4, "pods of the first Service; the second has one"),
                Parameter.enumeration("bug", ProxyBug.class, "a mistake to seed")),
            parameters ->
                new KubeProxyModel(
                    parameters.integer("nodes"),
                    parameters.integer("pods"),
                    parameters.constant("bug", ProxyBug.class))));
  }
}
