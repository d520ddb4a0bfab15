package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Policy;
import org.jspecify.annotations.Nullable;

/// A chain, ready for packet after packet. Its rules become so when they are first tried: most of a
/// long chain never are. More than one thread may walk here: what each finds missing it makes, and
/// all make the same.
final class ReadyChain {

  private final ReadyTable table;
  private final Chain chain;
  private final @Nullable ChainIndex index;
  private final @Nullable ReadyRule[] rules;

  ReadyChain(ReadyTable table, Chain chain) {
    this.table = table;
    this.chain = chain;
    index = chain.rules().size() < ChainIndex.LONG ? null : new ChainIndex(chain);
    rules = new ReadyRule[chain.rules().size()];
  }

  /// The number of rules.
  int size() {
    return rules.length;
  }

  /// The first rule from a place on that may match; the number of rules if none may.
  int next(int from, Address destination) {
    return index == null ? from : index.next(from, destination);
  }

  ReadyRule rule(int place) {
    var ready = rules[place];
    if (ready == null) {
      var rule = chain.rules().get(place);
      ready =
          new ReadyRule(rule, new Step(table.name(), chain.name(), place + 1, rule.line()), table);
      rules[place] = ready;
    }
    return ready;
  }

  Policy policy() {
    return chain.policy().orElse(Policy.ACCEPT);
  }
}
