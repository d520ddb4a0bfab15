package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Table;
import dev.plimsoll.network.netfilter.TableName;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A table whose chains become ready when a packet first comes to them.
final class ReadyTable {

  private final Table table;
  private final Matching matching;
  private final Map<String, ReadyChain> chains = new ConcurrentHashMap<>();
  private final Map<Hook, ReadyChain> builtIn = new EnumMap<>(Hook.class);

  ReadyTable(Table table, Matching matching) {
    this.table = table;
    this.matching = matching;
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
    return chains.computeIfAbsent(name, _ -> new ReadyChain(this, table.chain(name).orElseThrow()));
  }
}
