package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.network.ipvs.BalancingBug;
import dev.plimsoll.network.ipvs.LoadBalancingModel;
import dev.plimsoll.network.ipvs.Scheduler;
import dev.plimsoll.network.layers.NetworkKind;
import dev.plimsoll.network.proxy.Release.Version;
import dev.plimsoll.network.proxy.traffic.Entrance;
import dev.plimsoll.network.proxy.traffic.ServiceTrafficModel;
import dev.plimsoll.network.proxy.traffic.TrafficBug;
import dev.plimsoll.network.sandbox.PodNetworkBug;
import dev.plimsoll.network.sandbox.PodNetworkModel;
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
                    parameters.constant("bug", ProxyBug.class))),
        new ModelDefinition(
            "kube-proxy-sync",
            "a proxy syncs partially, fails, is flushed and crashes, and comes round all the same",
            "kube-proxy v1.30 and v1.32, pkg/proxy/iptables/proxier.go, pkg/proxy/conntrack",
            List.of(
                Parameter.integer("changes", 2, 0, 4, "changes to Services and endpoints"),
                Parameter.integer("failures", 1, 0, 2, "failures of iptables-restore"),
                Parameter.integer("flushes", 1, 0, 2, "flushes of the tables by others"),
                Parameter.integer("crashes", 1, 0, 2, "crashes of the proxy"),
                Parameter.flag("fixed", true, "connections are deleted as in 1.32, not as in 1.30"),
                Parameter.enumeration("bug", SyncBug.class, "a mistake to seed")),
            parameters ->
                new ProxySyncModel(
                    new ProxySyncModel.Budget(
                        parameters.integer("changes"),
                        parameters.integer("failures"),
                        parameters.integer("flushes"),
                        parameters.integer("crashes")),
                    parameters.flag("fixed") ? Version.V1_32 : Version.V1_30,
                    true,
                    parameters.constant("bug", SyncBug.class))),
        new ModelDefinition(
            "service-traffic",
            "a client uses a Service while its pods come and go and the proxies lag behind",
            "kube-proxy v1.30, pkg/proxy/iptables/proxier.go; KEP-1669, KEP-3836",
            List.of(
                Parameter.integer("nodes", 2, 1, 3, "nodes"),
                Parameter.integer("pods", 2, 1, 4, "pods, on the nodes in turn"),
                Parameter.enumeration("entrance", Entrance.class, "where clients enter"),
                Parameter.enumeration("bug", TrafficBug.class, "a mistake to seed")),
            parameters ->
                new ServiceTrafficModel(
                    parameters.integer("nodes"),
                    parameters.integer("pods"),
                    parameters.constant("entrance", Entrance.class),
                    parameters.constant("bug", TrafficBug.class))),
        new ModelDefinition(
            "load-balancing",
            "clients come and go and servers are drained, and each scheduler keeps what it"
                + " promises",
            "Linux 6.x, net/netfilter/ipvs; kube-proxy v1.30, pkg/proxy/ipvs",
            List.of(
                Parameter.enumeration("scheduler", Scheduler.class, "how a server is picked"),
                Parameter.integer("servers", 3, 2, 5, "real servers"),
                Parameter.integer("clients", 4, 1, 6, "clients, with one connection each"),
                Parameter.integer("drains", 1, 0, 3, "how often a server is drained"),
                Parameter.flag("persistent", false, "clients go back to their server"),
                Parameter.enumeration("bug", BalancingBug.class, "a mistake to seed")),
            parameters ->
                new LoadBalancingModel(
                    parameters.constant("scheduler", Scheduler.class),
                    parameters.integer("servers"),
                    parameters.integer("clients"),
                    parameters.integer("drains"),
                    parameters.flag("persistent"),
                    parameters.constant("bug", BalancingBug.class))),
        new ModelDefinition(
            "pod-network",
            "sandboxes and nodes come and go, and pods reach one another all the same",
            "containernetworking/plugins v1.4; flannel v0.25; Linux 6.x, net/bridge, vxlan_core.c",
            List.of(
                Parameter.enumeration("network", NetworkKind.class, "how nodes are joined"),
                Parameter.integer("pods", 3, 2, 4, "pods, on two nodes in turn"),
                Parameter.integer(
                    "disturbances", 2, 0, 4, "ends of containers, leaves of a node, lower MTUs"),
                Parameter.enumeration("bug", PodNetworkBug.class, "a mistake to seed")),
            parameters ->
                new PodNetworkModel(
                    parameters.constant("network", NetworkKind.class),
                    parameters.integer("pods"),
                    parameters.integer("disturbances"),
                    parameters.constant("bug", PodNetworkBug.class))));
  }
}
