package dev.plimsoll.network.netfilter;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All tables that a node's kernel holds for one family of addresses.
///
/// @param source the name of the dump, for messages
/// @param tables the tables that were loaded; one that is absent lets every packet pass
/// @param sets what rules can ask for by name
public record RuleSet(String source, Map<TableName, Table> tables, Sets sets) {

  public RuleSet {
    var ordered = new EnumMap<TableName, Table>(TableName.class);
    ordered.putAll(tables);
    tables = Collections.unmodifiableMap(ordered);
  }

  /// Rules of whose sets nothing is known.
  public RuleSet(String source, Map<TableName, Table> tables) {
    this(source, tables, Sets.UNKNOWN);
  }

  /// The same rules, with sets.
  public RuleSet with(Sets known) {
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

  /// Whether a rule makes the kernel track connections; if none does, the table nat is not looked
  /// up either: Linux `net/netfilter/nf_nat_core.c`, `nf_nat_inet_fn`.
  public boolean tracksConnections() {
    return rules().anyMatch(Rule::tracksConnections);
  }

  /// Whether a rule makes the kernel put fragments together before the first table.
  public boolean joinsFragments() {
    return rules().anyMatch(Rule::joinsFragments);
  }

  /// Every condition that a rule asks for, by itself or by a set.
  public Stream<Match> matches() {
    return rules().flatMap(Rule::tests).map(Test::match).flatMap(this::withSets);
  }

  private Stream<Match> withSets(Match match) {
    return match instanceof Match.InSet(var set, var sides)
        ? Stream.concat(
            Stream.of(match),
            sets.cases(set, sides).stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .flatMap(each -> each.all().stream()))
        : Stream.of(match);
  }

  /// The family of the first address that a rule names; none if no rule names an address.
  public Optional<Family> family() {
    return rules()
        .flatMap(Rule::tests)
        .flatMap(test -> prefixes(test.match()).stream())
        .map(Prefix::family)
        .findFirst();
  }

  /// Whether all addresses that a rule names are of a family.
  static boolean isOf(Family family, Rule rule) {
    for (Module module : rule.modules()) {
      for (Test test : module.tests()) {
        for (Prefix prefix : prefixes(test.match())) {
          if (prefix.family() != family) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static List<Prefix> prefixes(Match match) {
    return switch (match) {
      case Match.Source(var prefixes) -> prefixes;
      case Match.Destination(var prefixes) -> prefixes;
      case Match other -> List.of();
    };
  }
}
