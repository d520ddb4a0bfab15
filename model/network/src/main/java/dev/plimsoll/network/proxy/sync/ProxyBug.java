package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.network.proxy.RestoreInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A mistake to seed into the proxy, of the kinds that partial syncs and chain writers invite.
public enum ProxyBug {
  /// The proxy as it is.
  NONE,
  /// A Service whose chain exists is taken for unchanged: the chain keeps its rules.
  STALE_CHAIN,
  /// The loop over the endpoints ends one too early.
  LAST_ENDPOINT,
  /// Each endpoint's probability counts one endpoint too many.
  PROBABILITY,
  /// The hash in a chain's name leaves the Service out, so that two Services share a chain.
  SHARED_CHAIN;

  private static final String POLICY_CHAIN = "KUBE-SVC-";

  /// What a proxy with this mistake leaves in the kernel.
  ///
  /// @param before what was there
  /// @param correct what a proxy without it would write
  RestoreInput tables(RestoreInput before, RestoreInput correct) {
    return switch (this) {
      case NONE -> correct;
      case STALE_CHAIN -> withChains(correct, staleChains(before, correct));
      case LAST_ENDPOINT -> withChains(correct, perPolicyChain(correct, ProxyBug::withoutLast));
      case PROBABILITY -> withChains(correct, perPolicyChain(correct, ProxyBug::lessLikely));
      case SHARED_CHAIN -> withChains(correct, merged(correct));
    };
  }

  private static RestoreInput withChains(RestoreInput input, Map<String, List<String>> nat) {
    return new RestoreInput(input.filter(), nat);
  }

  /// The endpoint chains of both are kept: a chain in use cannot be deleted.
  private static Map<String, List<String>> staleChains(RestoreInput before, RestoreInput correct) {
    var chains = new LinkedHashMap<>(before.nat());
    chains.keySet().removeIf(chain -> !chain.startsWith("KUBE-S"));
    chains.putAll(correct.nat());
    before.nat().keySet().stream()
        .filter(chain -> chain.startsWith(POLICY_CHAIN))
        .forEach(chain -> chains.put(chain, before.nat().getOrDefault(chain, List.of())));
    return chains;
  }

  private interface Alteration {
    List<String> of(List<String> rules);
  }

  private static Map<String, List<String>> perPolicyChain(
      RestoreInput correct, Alteration alteration) {
    var chains = new LinkedHashMap<>(correct.nat());
    chains.replaceAll(
        (chain, rules) -> chain.startsWith(POLICY_CHAIN) ? alteration.of(rules) : rules);
    return chains;
  }

  private static List<String> withoutLast(List<String> rules) {
    return rules.subList(0, rules.size() - 1);
  }

  private static List<String> lessLikely(List<String> rules) {
    return rules.stream()
        .map(
            rule ->
                rule.replace("0.5000000000", "0.3333333333").replace("0.3333333333 ", "0.2500 "))
        .toList();
  }

  private static Map<String, List<String>> merged(RestoreInput correct) {
    var names = correct.nat().keySet().stream().filter(c -> c.startsWith(POLICY_CHAIN)).toList();
    var chains = new LinkedHashMap<>(correct.nat());
    if (names.size() > 1) {
      var all = new ArrayList<String>();
      names.forEach(name -> all.addAll(correct.nat().getOrDefault(name, List.of())));
      names.forEach(name -> chains.put(name, List.copyOf(all)));
    }
    return chains;
  }
}
