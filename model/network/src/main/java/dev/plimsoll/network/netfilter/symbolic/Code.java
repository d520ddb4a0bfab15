package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A chain with its table; there is one for each chain, and it equals no other.
final class Code {

  private final TableName table;
  private final Chain chain;
  private final int number;

  private Code(TableName table, Chain chain, int number) {
    this.table = table;
    this.chain = chain;
    this.number = number;
  }

  TableName table() {
    return table;
  }

  Chain chain() {
    return chain;
  }

  /// The number of its rules.
  int size() {
    return chain.rules().size();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return table + " " + chain.name();
  }

  /// All chains of a rule set.
  record Program(Map<TableName, Map<String, Code>> tables, List<Code> codes) {

    static Program of(RuleSet rules) {
      var tables = new HashMap<TableName, Map<String, Code>>();
      var codes = new ArrayList<Code>();
      rules
          .tables()
          .forEach(
              (name, table) -> {
                var chains = new HashMap<String, Code>();
                for (Chain chain : table.chains().values()) {
                  var code = new Code(name, chain, codes.size());
                  codes.add(code);
                  chains.put(chain.name(), code);
                }
                tables.put(name, chains);
              });
      return new Program(tables, codes);
    }

    /// A chain that may not be there.
    Optional<Code> find(TableName table, String chain) {
      return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(chain));
    }
  }
}
