package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.proxy.LargeClusterMode;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.NodePortAddresses;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.Release;
import dev.plimsoll.network.proxy.Release.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A node and its kube-proxy, as JSON.
///
/// What is not said is as kube-proxy has it by default, on a node by the name of `node`.
final class ProxyConfigJson {

  private static final String EVERY_ADDRESS = "MATCH_ALL";

  private static final List<String> GATES =
      List.of(
          "LoadBalancerIPMode",
          "PreferSameTrafficDistribution",
          "ServiceTrafficDistribution",
          "TopologyAwareHints");

  private final ProxyConfigFields fields;
  private final JsonSource source;

  private ProxyConfigJson(ProxyConfigFields fields) {
    this.fields = fields;
    source = fields.source();
  }

  /// Reads a configuration.
  ///
  /// @param file how messages name the text
  /// @param wanted the family, where the user has asked for one
  /// @throws UnreadableException naming the line, and what was expected there
  /// @throws UsageException if another family is asked for than is configured
  static ProxyConfig read(String file, String text, @Nullable Family wanted) {
    return new ProxyConfigJson(new ProxyConfigFields(file, text)).config(wanted);
  }

  private ProxyConfig config(@Nullable Family wanted) {
    var family = family(wanted);
    var nodeIp = nodeIp(family);
    var release = release();
    var nodePortBlocks = nodePortBlocks(family);
    return new ProxyConfig(
        family,
        fields.text("hostname", "node"),
        nodeIp,
        nodeLabels(),
        detector(family),
        nodePortAddresses(family, nodeIp, nodePortBlocks),
        fields.bool("localhostNodePorts", true) && offersLoopback(nodePortBlocks),
        fields.bool("masqueradeAll", false),
        masqueradeBit(),
        fields.bool("randomFully", true),
        fields.bool("conntrackTCPLiberal", false),
        largeClusterMode(),
        release);
  }

  private Family family(@Nullable Family wanted) {
    var configured = configuredFamily();
    if (configured != null && wanted != null && configured != wanted) {
      throw new UsageException(
          "expected --ip-family %s, as %s says".formatted(configured, source.file()));
    }
    return configured != null ? configured : wanted != null ? wanted : Family.IPV4;
  }

  private @Nullable Family configuredFamily() {
    var name = fields.field("ipFamily");
    var ipv6 = fields.field("ipv6");
    if (name != null) {
      var family =
          Arrays.stream(Family.values())
              .filter(each -> each.toString().equals(source.text(name)))
              .findFirst()
              .orElseThrow(() -> source.unexpected("IPv4 or IPv6", name));
      if (ipv6 != null && source.bool(ipv6) != (family == Family.IPV6)) {
        throw source.unexpected("what ipFamily says", ipv6);
      }
      return family;
    }
    return ipv6 == null ? null : source.bool(ipv6) ? Family.IPV6 : Family.IPV4;
  }

  /// As kube-proxy does where it cannot find out its node's address, the default is loopback.
  private Address nodeIp(Family family) {
    var json = fields.field("nodeIP");
    if (json == null) {
      return loopback(family);
    }
    var address = fields.parsed(json, Address::parse);
    if (address.family() != family) {
      throw source.unexpected("an %s address".formatted(family), json);
    }
    return address;
  }

  private static Address loopback(Family family) {
    return switch (family) {
      case IPV4 -> Address.parse("127.0.0.1");
      case IPV6 -> Address.parse("::1");
    };
  }

  private SortedMap<String, String> nodeLabels() {
    var labels = new TreeMap<String, String>();
    var json = fields.field("nodeLabels");
    if (json != null) {
      source.members(json).members().forEach((key, value) -> labels.put(key, source.text(value)));
    }
    var zone = fields.field("nodeZone");
    if (zone != null) {
      var other = labels.putIfAbsent(ProxyConfig.ZONE_LABEL, source.text(zone));
      if (other != null && !other.equals(source.text(zone))) {
        throw source.unexpected("the zone of the node's label, \"%s\"".formatted(other), zone);
      }
    }
    return labels;
  }

  /// Of blocks for both families, `10.244.0.0/16,fd00:10:244::/56`, that of this one counts.
  private LocalDetector detector(Family family) {
    var mode = fields.field("detectLocalMode");
    if (mode == null) {
      return new LocalDetector.None();
    }
    return switch (source.text(mode)) {
      case "NoOp" -> new LocalDetector.None();
      case "ClusterCIDR", "NodeCIDR" -> {
        var argument = argument(mode);
        yield Stream.of(source.text(argument).split(","))
            .map(text -> fields.parsed(argument, text, Prefix::parse))
            .filter(block -> block.family() == family)
            .findFirst()
            .<LocalDetector>map(LocalDetector.PodCidr::new)
            .orElseGet(LocalDetector.None::new);
      }
      case "BridgeInterface" -> new LocalDetector.BridgeInterface(interfaceName(mode));
      case "InterfaceNamePrefix" -> new LocalDetector.InterfaceNamePrefix(interfaceName(mode));
      default ->
          throw source.unexpected(
              "NoOp, ClusterCIDR, NodeCIDR, BridgeInterface or InterfaceNamePrefix", mode);
    };
  }

  private String interfaceName(Json mode) {
    var argument = argument(mode);
    var name = source.text(argument);
    if (!name.matches("[^\\s/]{1,15}")) {
      throw source.unexpected("an interface's name of 1 to 15 characters", argument);
    }
    return name;
  }

  private Json argument(Json mode) {
    var argument = fields.field("detectLocalArg");
    if (argument == null) {
      throw fields.error(mode, "expected detectLocalArg with detectLocalMode");
    }
    return argument;
  }

  /// The blocks of addresses at which node ports are offered; none for every address.
  private List<Prefix> nodePortBlocks(Family family) {
    var json = fields.either("nodePortAddressesFlag", "nodePortAddresses");
    var blocks = new ArrayList<Prefix>();
    for (var each : json == null ? List.<Json>of() : source.elements(json)) {
      if (source.text(each).equals(EVERY_ADDRESS)) {
        return List.of();
      }
      blocks.add(fields.parsed(each, ProxyConfigJson::block));
    }
    blocks.removeIf(block -> block.family() != family);
    return blocks.stream().anyMatch(block -> block.length() == 0) ? List.of() : blocks;
  }

  /// A block, or an address alone.
  private static Prefix block(String text) {
    if (text.contains("/")) {
      return Prefix.parse(text);
    }
    var address = Address.parse(text);
    return Prefix.of(address, address.family().bits());
  }

  private NodePortAddresses nodePortAddresses(Family family, Address nodeIp, List<Prefix> blocks) {
    var interfaces = fields.field("nodeInterfaces");
    if (interfaces == null) {
      return NodePortAddresses.of(family, blocks, List.of(nodeIp, loopback(family)));
    }
    var addresses =
        source.members(interfaces).members().values().stream()
            .flatMap(on -> source.elements(on).stream())
            .map(json -> fields.parsed(json, text -> Address.parse(text.replaceFirst("/.*", ""))))
            .toList();
    return NodePortAddresses.of(family, blocks, addresses);
  }

  /// kube-proxy offers node ports at 127.0.0.1 only where the blocks let it.
  private static boolean offersLoopback(List<Prefix> blocks) {
    return blocks.isEmpty()
        || blocks.stream()
            .anyMatch(
                block ->
                    block.address().isLoopback() || block.contains(Address.parse("127.0.0.0")));
  }

  private int masqueradeBit() {
    var json = fields.field("masqueradeMark");
    if (json == null) {
      return 14;
    }
    var mark = mark(json);
    if (mark < 1 || mark > 1L << 31 || Long.bitCount(mark) != 1) {
      throw source.unexpected("a mark of one bit of 32, such as 0x00004000", json);
    }
    return Long.numberOfTrailingZeros(mark);
  }

  /// A number, or its text in any base that it names; 0 for no number.
  private long mark(Json json) {
    try {
      return json instanceof Json.Text(var text, _) ? Long.decode(text) : source.whole(json);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private LargeClusterMode largeClusterMode() {
    var json = fields.field("largeClusterMode");
    return json == null
        ? LargeClusterMode.BY_SIZE
        : source.bool(json) ? LargeClusterMode.ALWAYS : LargeClusterMode.NEVER;
  }

  private Release release() {
    var version = version();
    var usual = Release.of(version);
    var gates = fields.field("featureGates");
    var on = new TreeMap<String, Boolean>();
    if (gates != null) {
      source.members(gates).members().forEach((gate, json) -> on.put(gate, gate(gate, json)));
    }
    try {
      return new Release(
          version,
          on.getOrDefault("ServiceTrafficDistribution", usual.trafficDistribution()),
          on.getOrDefault("PreferSameTrafficDistribution", usual.sameTrafficDistribution()),
          fields.bool("nfacct", usual.packetCounters()));
    } catch (IllegalArgumentException e) {
      var counters = fields.field("nfacct");
      var cannotCount = counters != null && source.bool(counters) && !usual.packetCounters();
      throw fields.error(cannotCount ? counters : gates, String.valueOf(e.getMessage()));
    }
  }

  private boolean gate(String name, Json json) {
    var on = source.bool(json);
    switch (name) {
      case "PreferSameTrafficDistribution", "ServiceTrafficDistribution" -> {}
      case "LoadBalancerIPMode", "TopologyAwareHints" -> {
        if (!on) {
          throw fields.error(json, "expected %s to be on: it is in every release".formatted(name));
        }
      }
      default -> throw fields.unknown("feature gate", name, json, GATES);
    }
    return on;
  }

  /// `1.30`, `v1.30` or `v1.30.3`.
  private Version version() {
    var json = fields.either("version", "kubeProxy");
    if (json == null) {
      return Version.V1_30;
    }
    var minor = source.text(json).replaceFirst("^v", "").replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
    return Arrays.stream(Version.values())
        .filter(version -> version.toString().equals(minor))
        .findFirst()
        .orElseThrow(
            () -> source.unexpected("a version, one of " + List.of(Version.values()), json));
  }
}
