package dev.plimsoll.network.proxy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The rules of one sync, as they are handed to `iptables-restore --noflush --counters`.
///
/// @param filter the chains of the filter table in order of declaration, each with its rules in
///     order; a rule is the text after `-A CHAIN`
/// @param nat likewise the nat table's
/// @param deleted chains of the nat table that are emptied and deleted
public record RestoreInput(
    Map<String, List<String>> filter, Map<String, List<String>> nat, SortedSet<String> deleted) {

  private static final String FILTER_JUMPS =
      """
      -A INPUT -j KUBE-FIREWALL
      -A INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" \
      -j KUBE-PROXY-FIREWALL
      -A INPUT -m comment --comment "kubernetes health check service ports" -j KUBE-NODEPORTS
      -A INPUT -m conntrack --ctstate NEW -m comment --comment \
      "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES
      -A FORWARD -m conntrack --ctstate NEW -m comment --comment \
      "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
      -A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
      -A FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" \
      -j KUBE-SERVICES
      -A FORWARD -m conntrack --ctstate NEW -m comment --comment \
      "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES
      -A OUTPUT -j KUBE-FIREWALL
      -A OUTPUT -m conntrack --ctstate NEW -m comment --comment \
      "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
      -A OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" \
      -j KUBE-SERVICES
      """;

  private static final String NAT_JUMPS =
      """
      -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
      -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
      -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
      """;

  /// Copies the maps, keeping their order; refuses to fill a chain and delete it.
  public RestoreInput {
    filter = copy(filter);
    nat = copy(nat);
    deleted = Collections.unmodifiableSortedSet(new TreeSet<>(deleted));
    if (!Collections.disjoint(nat.keySet(), deleted)) {
      throw new IllegalArgumentException("expected no chain both written and deleted: " + deleted);
    }
  }

  /// An input that deletes nothing.
  public RestoreInput(Map<String, List<String>> filter, Map<String, List<String>> nat) {
    this(filter, nat, new TreeSet<>());
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> chains) {
    var copied = new LinkedHashMap<String, List<String>>();
    chains.forEach((chain, rules) -> copied.put(chain, List.copyOf(rules)));
    return Collections.unmodifiableMap(copied);
  }

  /// The text, chain by chain.
  ///
  /// kube-proxy writes the rules of a Service together, across chains; within each chain the order
  /// is the same, and that alone counts.
  public String text() {
    var text = new StringBuilder();
    text.append("*filter\n");
    declare(filter.keySet(), text);
    fill(filter, text);
    text.append("COMMIT\n*nat\n");
    declare(nat.keySet(), text);
    declare(deleted, text);
    fill(nat, text);
    deleted.forEach(chain -> text.append("-X ").append(chain).append('\n'));
    return text.append("COMMIT\n").toString();
  }

  /// What a new node's tables hold after this full sync, in the form of `iptables-save`: the
  /// built-in chains, from which kube-proxy and kubelet jump to theirs, and these rules.
  ///
  /// Follows pkg/proxy/iptables/proxier.go, `iptablesJumpChains` and `iptablesKubeletJumpChains`,
  /// v1.30; each jump is inserted at the top of its chain, so that the last one comes first.
  public String dump() {
    var text = new StringBuilder("*filter\n");
    appendBuiltIn(List.of("INPUT", "FORWARD", "OUTPUT"), filter.keySet(), text);
    if (!filter.containsKey("KUBE-FIREWALL")) {
      text.append(":KUBE-FIREWALL - [0:0]\n");
    }
    text.append(FILTER_JUMPS);
    fill(filter, text);
    text.append("COMMIT\n*nat\n");
    appendBuiltIn(List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"), nat.keySet(), text);
    text.append(NAT_JUMPS);
    fill(nat, text);
    return text.append("COMMIT\n").toString();
  }

  private static void appendBuiltIn(List<String> builtIn, Set<String> chains, StringBuilder text) {
    builtIn.forEach(chain -> text.append(':').append(chain).append(" ACCEPT [0:0]\n"));
    declare(chains, text);
  }

  private static void declare(Set<String> chains, StringBuilder text) {
    chains.forEach(chain -> text.append(':').append(chain).append(" - [0:0]\n"));
  }

  private static void fill(Map<String, List<String>> chains, StringBuilder text) {
    chains.forEach(
        (chain, rules) ->
            rules.forEach(
                rule -> text.append("-A ").append(chain).append(' ').append(rule).append('\n')));
  }
}
