package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A node as its kube-proxy sees it: options, labels and kernel settings, for one family.
///
/// @param family the addresses that this half of the proxy is about
/// @param nodeName the name by which endpoints say that they run here
/// @param nodeIp the node's primary address
/// @param nodeLabels sorted by key
/// @param localDetector how packets of local pods are told
/// @param nodePortAddresses where node ports are offered
/// @param localhostNodePorts `--iptables-localhost-nodeports`: also at 127.0.0.1
/// @param masqueradeAll `--masquerade-all`: every packet to a cluster IP leaves with the node's
///     address as its source
/// @param masqueradeBit `--iptables-masquerade-bit`: the bit of the packet mark that says so,
///     0 to 31
/// @param masqueradeRandomFully whether the kernel can choose source ports at random
/// @param conntrackTcpLiberal whether the kernel accepts TCP packets outside the window
/// @param largeClusterMode whether comments of endpoints are left out to save space
/// @param release the version and its gates
public record ProxyConfig(
    Family family,
    String nodeName,
    Address nodeIp,
    SortedMap<String, String> nodeLabels,
    LocalDetector localDetector,
    NodePortAddresses nodePortAddresses,
    boolean localhostNodePorts,
    boolean masqueradeAll,
    int masqueradeBit,
    boolean masqueradeRandomFully,
    boolean conntrackTcpLiberal,
    LargeClusterMode largeClusterMode,
    Release release) {

  /// The node label that names its zone.
  public static final String ZONE_LABEL = "topology.kubernetes.io/zone";

  /// Copies the map; refuses a node address of the other family and a bit that a mark has not.
  public ProxyConfig {
    nodeLabels = Collections.unmodifiableSortedMap(new TreeMap<>(nodeLabels));
    if (nodeIp.family() != family) {
      throw new IllegalArgumentException(
          "expected an %s address of the node, found %s".formatted(family, nodeIp));
    }
    if (masqueradeBit < 0 || masqueradeBit > 31) {
      throw new IllegalArgumentException(
          "expected a masquerade bit of 0 to 31, found " + masqueradeBit);
    }
  }

  /// A node with kube-proxy's default options.
  public static ProxyConfig of(String nodeName, Address nodeIp, LocalDetector localDetector) {
    return new ProxyConfig(
        nodeIp.family(),
        nodeName,
        nodeIp,
        new TreeMap<>(),
        localDetector,
        new NodePortAddresses.All(),
        true,
        false,
        14,
        true,
        false,
        LargeClusterMode.BY_SIZE,
        Release.of(Release.Version.V1_30));
  }

  /// The same of another release.
  public ProxyConfig withRelease(Release other) {
    return with(nodeLabels, conntrackTcpLiberal, other);
  }

  /// The same where the kernel accepts TCP packets outside the window, or does not.
  public ProxyConfig withConntrackTcpLiberal(boolean liberal) {
    return with(nodeLabels, liberal, release);
  }

  /// The same with these labels of the node instead.
  public ProxyConfig withNodeLabels(SortedMap<String, String> labels) {
    return with(labels, conntrackTcpLiberal, release);
  }

  private ProxyConfig with(SortedMap<String, String> labels, boolean liberal, Release other) {
    return new ProxyConfig(
        family,
        nodeName,
        nodeIp,
        labels,
        localDetector,
        nodePortAddresses,
        localhostNodePorts,
        masqueradeAll,
        masqueradeBit,
        masqueradeRandomFully,
        liberal,
        largeClusterMode,
        other);
  }

  /// The mark of packets to masquerade, as kube-proxy spells it: `0x00004000`.
  String masqueradeMark() {
    return "0x%08x".formatted(1 << masqueradeBit);
  }

  /// The node's zone; empty where it has none.
  String zone() {
    return nodeLabels.getOrDefault(ZONE_LABEL, "");
  }
}
