package dev.plimsoll.network.routes;

import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.proxy.LargeClusterMode;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.NodePortAddresses;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Works out how a node's kube-proxy is configured from the rules that it wrote.
///
/// Where rules disagree, the majority counts: one altered rule does not change the picture. What
/// rules and objects do not show is asked for by the name of the command line's option.
public final class ConfigInference {

  private static final String SERVICES = "KUBE-SERVICES";

  private final RuleSet rules;
  private final Node node;
  private final Family family;

  private ConfigInference(RuleSet rules, Node node) {
    this.rules = rules;
    this.node = node;
    this.family =
        rules
            .family()
            .or(() -> nodeAddresses(node).stream().findFirst().map(Address::family))
            .orElse(Family.IPV4);
  }

  /// The most likely configuration.
  ///
  /// @param rules what the node's kernel holds
  /// @param slices of the cluster, which say on which nodes its endpoints are
  /// @param node its addresses and routes
  /// @param nodeName where it is known
  /// @param zone where it is known
  /// @throws IllegalArgumentException naming the option that says what cannot be worked out
  public static ProxyConfig infer(
      RuleSet rules,
      Collection<EndpointSlice> slices,
      Node node,
      Optional<String> nodeName,
      Optional<String> zone) {
    var inference = new ConfigInference(rules, node);
    var name = nodeName.orElseGet(() -> inference.nodeName(slices));
    var labels = new TreeMap<String, String>();
    zone.or(() -> zoneOf(slices, name))
        .ifPresent(found -> labels.put(ProxyConfig.ZONE_LABEL, found));
    var masquerades =
        inference.rules(TableName.NAT, "KUBE-POSTROUTING").stream()
            .map(Rule::target)
            .filter(target -> target instanceof Target.Masquerade)
            .map(target -> (Target.Masquerade) target)
            .toList();
    return new ProxyConfig(
        inference.family,
        name,
        inference.nodeIp(),
        labels,
        inference.detector(),
        inference.nodePortAddresses(),
        !inference.rules(TableName.FILTER, "KUBE-FIREWALL").isEmpty(),
        inference.masqueradesAll(),
        inference.masqueradeBit(),
        masquerades.stream()
            .anyMatch(target -> target.flags().contains(Target.NatFlag.RANDOM_FULLY)),
        inference.rules(TableName.FILTER, "KUBE-FORWARD").stream()
            .noneMatch(rule -> rule.target() instanceof Target.Drop),
        LargeClusterMode.BY_SIZE,
        inference.release());
  }

  private static List<Address> nodeAddresses(Node node) {
    return node.addresses().stream()
        .map(InterfaceAddress::address)
        .filter(address -> !address.isLoopback())
        .toList();
  }

  private Address nodeIp() {
    return nodeAddresses(node).stream()
        .filter(address -> address.family() == family)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the node has no %s address: expected --node-address ADDRESS/LENGTH@INTERFACE"
                        .formatted(family)));
  }

  /// The one node that has endpoints at its own addresses or in the networks it is attached to by
  /// others than the interface of its first address.
  private String nodeName(Collection<EndpointSlice> slices) {
    var uplink = node.exit(Address.parse("192.0.2.1")).orElse("");
    var here = new TreeMap<String, Integer>();
    var all = new TreeMap<String, Integer>();
    for (var slice : slices) {
      for (var endpoint : slice.endpoints()) {
        var on = endpoint.nodeName();
        if (slice.addressType() == EndpointSlice.AddressType.FQDN || on == null) {
          continue;
        }
        all.merge(on, 1, Integer::sum);
        var address = Address.parse(endpoint.addresses().getFirst());
        var near = node.exit(address).filter(by -> !by.equals(uplink) || node.isLocal(address));
        near.ifPresent(by -> here.merge(on, 1, Integer::sum));
      }
    }
    var candidates = here.isEmpty() ? all : here;
    if (candidates.isEmpty()) {
      return "";
    }
    if (candidates.size() > 1) {
      throw new IllegalArgumentException(
          "it cannot be told which node the rules are of: expected --node-name, one of "
              + String.join(", ", candidates.keySet()));
    }
    return candidates.firstKey();
  }

  private static Optional<String> zoneOf(Collection<EndpointSlice> slices, String nodeName) {
    return slices.stream()
        .flatMap(slice -> slice.endpoints().stream())
        .filter(endpoint -> nodeName.equals(endpoint.nodeName()))
        .flatMap(endpoint -> Stream.ofNullable(endpoint.zone()))
        .findFirst();
  }

  /// The rules at the head of the policy chains that masquerade packets to a cluster IP.
  private List<Rule> masqueradeHeads() {
    return Stream.of("KUBE-SVC-", "KUBE-SVL-")
        .flatMap(this::natRules)
        .filter(rule -> rule.target().equals(new Target.Jump("KUBE-MARK-MASQ")))
        .toList();
  }

  private Stream<Rule> natRules(String chainPrefix) {
    return rules.table(TableName.NAT).stream()
        .flatMap(table -> table.chains().values().stream())
        .filter(chain -> chain.name().startsWith(chainPrefix))
        .flatMap(chain -> chain.rules().stream());
  }

  private boolean masqueradesAll() {
    var heads = masqueradeHeads();
    var plain = heads.stream().filter(head -> head.tests().noneMatch(Test::not)).count();
    return plain * 2 > heads.size();
  }

  private LocalDetector detector() {
    var inHeads = masqueradeHeads().stream().flatMap(Rule::tests).filter(Test::not);
    var inExternal =
        natRules("KUBE-EXT-")
            .filter(rule -> rule.tests().anyMatch(ConfigInference::isPodTraffic))
            .flatMap(Rule::tests)
            .filter(test -> !test.not());
    return mostFrequent(
            Stream.concat(inHeads, inExternal)
                .map(test -> detector(test.match()))
                .filter(Objects::nonNull))
        .orElse(new LocalDetector.None());
  }

  private static boolean isPodTraffic(Test test) {
    return test.match() instanceof Match.Comment(var text) && text.startsWith("pod traffic for ");
  }

  private static @Nullable LocalDetector detector(Match match) {
    return switch (match) {
      case Match.Source(var prefixes) ->
          prefixes.getFirst().length() < 0 ? null : new LocalDetector.PodCidr(prefixes.getFirst());
      case Match.InInterface(var name) ->
          name.endsWith("+")
              ? new LocalDetector.InterfaceNamePrefix(name.substring(0, name.length() - 1))
              : new LocalDetector.BridgeInterface(name);
      case Match other -> null;
    };
  }

  private NodePortAddresses nodePortAddresses() {
    var listed = new ArrayList<Address>();
    var jump = new Target.Jump("KUBE-NODEPORTS");
    for (var rule : rules(TableName.NAT, SERVICES)) {
      if (!rule.target().equals(jump)) {
        continue;
      }
      if (rule.tests().anyMatch(test -> test.match() instanceof Match.AddressType)) {
        return new NodePortAddresses.All();
      }
      rule.tests()
          .filter(test -> !test.not())
          .map(Test::match)
          .filter(match -> match instanceof Match.Destination)
          .map(match -> ((Match.Destination) match).prefixes().getFirst().address())
          .forEach(listed::add);
    }
    return listed.isEmpty() ? new NodePortAddresses.All() : new NodePortAddresses.Listed(listed);
  }

  private int masqueradeBit() {
    return rules(TableName.NAT, "KUBE-MARK-MASQ").stream()
        .map(Rule::target)
        .filter(target -> target instanceof Target.SetMark mark && mark.value() != 0)
        .map(target -> Integer.numberOfTrailingZeros(((Target.SetMark) target).value()))
        .findFirst()
        .orElse(14);
  }

  /// Only what a version brings can be told: rules that count packets are of 1.31 or later.
  private Release release() {
    var counts =
        Stream.concat(
                rules(TableName.FILTER, "KUBE-FORWARD").stream(),
                rules(TableName.NAT, "KUBE-NODEPORTS").stream())
            .flatMap(Rule::tests)
            .anyMatch(test -> test.match() instanceof Match.Accounting);
    return Release.of(counts ? Release.Version.V1_31 : Release.Version.V1_30);
  }

  private List<Rule> rules(TableName table, String chain) {
    return rules
        .table(table)
        .flatMap(found -> found.chain(chain))
        .map(found -> found.rules())
        .orElse(List.of());
  }

  private static <T> Optional<T> mostFrequent(Stream<T> values) {
    return values
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }
}
