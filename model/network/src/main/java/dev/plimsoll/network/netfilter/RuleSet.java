package dev.plimsoll.network.netfilter;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.ipset.IpSets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All tables that a node's kernel holds for one family of addresses.
///
/// @param source the name of the dump, for messages
/// @param tables the tables that were loaded; one that is absent lets every packet pass
/// @param sets what rules can ask for by name
public record RuleSet(String source, Map<TableName, Table> tables, IpSets sets) {

  public RuleSet {
    var ordered = new EnumMap<TableName, Table>(TableName.class);
    ordered.putAll(tables);
    tables = Collections.unmodifiableMap(ordered);
  }

  /// Rules of whose sets nothing is known.
  public RuleSet(String source, Map<TableName, Table> tables) {
    this(source, tables, IpSets.UNKNOWN);
  }

  /// The same rules, with sets.
  public RuleSet with(IpSets known) {
    return new RuleSet(source, tables, known);
  }

  /// A node without rules.
  public static RuleSet empty(String source) {
    return new RuleSet(source, Map.of());
  }

  public Optional<Table> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  /// The built-in chain that a hook calls in a table, if the table was loaded and has one.
  public Optional<Chain> builtIn(TableName table, Hook hook) {
    return table(table).flatMap(found -> found.chain(hook.name()));
  }

  /// Every rule of every chain.
  public Stream<Rule> rules() {
    return tables.values().stream()
        .flatMap(table -> table.chains().values().stream())
        .flatMap(chain -> chain.rules().stream());
  }

  /// The family of the first address that a rule names; none if no rule names an address.
  public Optional<Family> family() {
    return rules().flatMap(RuleSet::families).findFirst();
  }

  /// The families of the addresses that a rule's header names.
  static Stream<Family> families(Rule rule) {
    return rule.modules().stream()
        .filter(module -> module.name().equals(Module.HEADER))
        .flatMap(module -> module.tests().stream())
        .flatMap(
            test ->
                switch (test.match()) {
                  case Match.Source(var prefixes) -> prefixes.stream();
                  case Match.Destination(var prefixes) -> prefixes.stream();
                  case Match match -> Stream.<Prefix>empty();
                })
        .map(Prefix::family);
  }
}
