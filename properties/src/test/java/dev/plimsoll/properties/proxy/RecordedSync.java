package dev.plimsoll.properties.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.proxy.LargeClusterMode;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.NodePortAddresses;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.Release;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One sync of the real kube-proxy: what it knew, how it was configured and what it wrote.
///
/// @param cluster the file with the Services and EndpointSlices
record RecordedSync(Path cluster) implements ProxySync {

  Path file(String name) {
    var prefix = cluster.getFileName().toString().replace("cluster.json", "");
    return cluster.resolveSibling(prefix + name);
  }

  @Override
  public Manifests manifests() {
    return ManifestReader.read(toString(), SharedFolder.text(cluster));
  }

  JsonNode meta() {
    return SharedFolder.json(file("meta.json"));
  }

  boolean isFull() {
    return meta().get("fullSync").booleanValue();
  }

  @Override
  public String restore() {
    return SharedFolder.text(file("restore.txt"));
  }

  @Override
  public String save() {
    return SharedFolder.text(file("save.txt"));
  }

  /// What was deleted from connection tracking: `udpIPs 10.96.0.1` and `udpNodePorts 30001`, and
  /// with the endpoint `udpNATs 10.96.0.1 to 10.244.1.2` and `udpNodePortNATs 30001 to 10.244.1.2`.
  Set<String> cleanups() {
    var cleanups = new TreeSet<String>();
    var recorded = meta().get("conntrackCleared");
    for (var kind : List.of("udpIPs", "udpNodePorts")) {
      recorded.get(kind).forEach(which -> cleanups.add(kind + " " + which.asText()));
    }
    for (var kind : List.of("udpNATs", "udpNodePortNATs")) {
      for (var nat : recorded.get(kind).properties()) {
        cleanups.add(kind + " " + nat.getKey() + " to " + nat.getValue().textValue());
      }
    }
    return cleanups;
  }

  /// The node of the recordings, with the routes that its pods need.
  Node node() {
    var addresses = new ArrayList<InterfaceAddress>();
    var interfaces = meta().get("env").get("nodeInterfaces");
    interfaces
        .fieldNames()
        .forEachRemaining(
            name ->
                texts(interfaces.get(name))
                    .forEach(text -> addresses.add(InterfaceAddress.parse(text + "@" + name))));
    return new Node(
        addresses,
        Stream.of("0.0.0.0/0@eth0", "::/0@eth0", "10.244.1.0/24@cni0", "fd00:10:244:1::/64@cni0")
            .map(Route::parse)
            .toList());
  }

  /// The node's addresses, of either family.
  List<Address> nodeAddresses() {
    var addresses = new ArrayList<Address>();
    for (var of : meta().get("env").get("nodeInterfaces")) {
      for (var text : texts(of)) {
        addresses.add(Address.parse(text.substring(0, text.indexOf('/'))));
      }
    }
    return addresses;
  }

  @Override
  public ProxyConfig config() {
    var meta = meta();
    var config = meta.get("config");
    var env = meta.get("env");
    var family = config.get("ipv6").booleanValue() ? Family.IPV6 : Family.IPV4;
    var flag = texts(env.get("nodePortAddressesFlag")).stream().map(Prefix::parse).toList();
    var labels = new TreeMap<String, String>();
    config
        .get("nodeLabels")
        .fieldNames()
        .forEachRemaining(name -> labels.put(name, config.get("nodeLabels").get(name).textValue()));
    var mark = Long.decode(config.get("masqueradeMark").textValue());
    return new ProxyConfig(
        family,
        config.get("hostname").textValue(),
        Address.parse(config.get("nodeIP").textValue()),
        labels,
        detector(env),
        NodePortAddresses.of(family, flag, nodeAddresses()),
        config.get("localhostNodePorts").booleanValue(),
        config.get("masqueradeAll").booleanValue(),
        Long.numberOfTrailingZeros(mark),
        env.get("randomFully").booleanValue(),
        env.get("conntrackTCPLiberal").booleanValue(),
        LargeClusterMode.BY_SIZE,
        new Release(
            Release.Version.V1_30,
            meta.get("featureGates").get("ServiceTrafficDistribution").booleanValue(),
            false,
            false));
  }

  private static LocalDetector detector(JsonNode env) {
    var argument = env.path("detectLocalArg").asText();
    return switch (env.get("detectLocalMode").textValue()) {
      case "ClusterCIDR" -> new LocalDetector.PodCidr(Prefix.parse(argument));
      case "BridgeInterface" -> new LocalDetector.BridgeInterface(argument);
      case "InterfaceNamePrefix" -> new LocalDetector.InterfaceNamePrefix(argument);
      default -> new LocalDetector.None();
    };
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  /// `case-0001/step2-cluster.json`.
  @Override
  public String toString() {
    return cluster.subpath(cluster.getNameCount() - 2, cluster.getNameCount()).toString();
  }
}
