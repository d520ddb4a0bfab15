package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Table;
import dev.plimsoll.network.netfilter.TableName;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A table, ready for packet after packet.
final class ReadyTable {

  private final Table table;
  private final Matching matching;
  private final Map<String, ReadyChain> chains = new HashMap<>();
  private final Map<Hook, ReadyChain> builtIn = new EnumMap<>(Hook.class);

  ReadyTable(Table table, Matching matching) {
    this.table = table;
    this.matching = matching;
    table.chains().forEach((name, chain) -> chains.put(name, new ReadyChain(this, chain)));
    for (var hook : Hook.values()) {
      table.chain(hook.name()).ifPresent(chain -> builtIn.put(hook, chain(chain.name())));
    }
  }

  TableName name() {
    return table.name();
  }

  /// What a match asks of a packet.
  Condition.Question question(Match match) {
    return matching.question(match);
  }

  /// The chain that a hook calls; null if the table has none.
  @Nullable ReadyChain builtIn(Hook hook) {
    return builtIn.get(hook);
  }

  /// The chain of that name, to which a rule jumps.
  ReadyChain chain(String name) {
    return Objects.requireNonNull(chains.get(name), "rules that were loaded jump to what is there");
  }
}
