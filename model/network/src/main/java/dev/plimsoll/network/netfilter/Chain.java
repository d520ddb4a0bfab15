package dev.plimsoll.network.netfilter;

import java.util.List;
import java.util.Optional;

/// A list of rules, tried in order.
///
/// @param policy present for a built-in chain
/// @param line where the dump declares the chain; 0 if it does not
public record Chain(
    String name, Optional<Policy> policy, Counters counters, int line, List<Rule> rules) {

  public Chain {
    rules = List.copyOf(rules);
  }

  /// A built-in chain has a policy and is called from a hook.
  public boolean isBuiltIn() {
    return policy.isPresent();
  }
}
