package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Counters;
import dev.plimsoll.network.netfilter.Finding;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.LoadCheck;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.Table;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Test;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Carries out the statements of a dump, as `iptables-restore` does.
///
/// iptables 1.8.9, `iptables/iptables-restore.c`: without `--noflush` every table that occurs is
/// emptied first; with it, a declared user chain is emptied and everything else is kept.
public final class Loading {

  /// What becomes of the rules that were there before.
  public enum Existing {
    /// Tables that the dump names are emptied first.
    FLUSHED,
    /// `--noflush`.
    KEPT
  }

  private final String file;
  private final TableName table;
  private final SequencedMap<String, OpenChain> chains = new LinkedHashMap<>();

  /// A chain while it is being filled.
  private record OpenChain(Optional<Policy> policy, Counters counters, int line, List<Rule> rules) {

    static OpenChain empty(Optional<Policy> policy, int line) {
      return new OpenChain(policy, Counters.ZERO, line, new ArrayList<>());
    }
  }

  private Loading(String file, TableName table, Optional<Table> before) {
    this.file = file;
    this.table = table;
    for (Hook hook : table.hooks()) {
      chains.put(hook.name(), OpenChain.empty(Optional.of(Policy.ACCEPT), 0));
    }
    before.map(kept -> kept.chains().values()).orElse(List.of()).forEach(this::keep);
  }

  /// The rules after a dump was restored over others.
  ///
  /// @throws DumpException naming the first statement or rule that is refused
  public static RuleSet checked(RuleSet before, Dump dump, Existing existing) {
    RuleSet after = restore(before, dump, existing);
    for (Finding finding : LoadCheck.of(after)) {
      if (finding.severity() == Finding.Severity.REFUSED) {
        throw new DumpException(dump.name(), finding.line(), finding.message());
      }
    }
    return after;
  }

  /// Like [#checked], without asking whether the kernel takes the result.
  ///
  /// @throws DumpException naming a statement about a chain that is not there
  public static RuleSet restore(RuleSet before, Dump dump, Existing existing) {
    Map<TableName, Table> tables = new EnumMap<>(TableName.class);
    tables.putAll(before.tables());
    for (Section section : dump.sections()) {
      Optional<Table> kept =
          existing == Existing.KEPT
              ? Optional.ofNullable(tables.get(section.table()))
              : Optional.empty();
      var loading = new Loading(dump.name(), section.table(), kept);
      section.statements().forEach(statement -> loading.carryOut(statement, existing));
      tables.put(section.table(), loading.table());
    }
    return new RuleSet(dump.name(), tables, before.sets());
  }

  private void keep(Chain chain) {
    chains.put(
        chain.name(),
        new OpenChain(
            chain.policy(), chain.counters(), chain.line(), new ArrayList<>(chain.rules())));
  }

  private Table table() {
    var closed = new LinkedHashMap<String, Chain>();
    chains.forEach(
        (name, chain) ->
            closed.put(
                name, new Chain(name, chain.policy, chain.counters, chain.line, chain.rules)));
    return new Table(table, closed);
  }

  private void carryOut(Statement statement, Existing existing) {
    switch (statement) {
      case Statement.Declare declare -> declare(declare, existing);
      case Statement.Append(int line, String chain, Rule rule) ->
          find(line, chain).rules.addAll(split(rule));
      case Statement.Insert(int line, String chain, int position, Rule rule) ->
          insert(line, chain, position, rule);
      case Statement.Make(int line, String chain) -> {
        if (chains.containsKey(chain)) {
          throw error(line, "-N " + chain + ": the chain is there already");
        }
        chains.put(chain, OpenChain.empty(Optional.empty(), line));
      }
      case Statement.Flush(int line, String chain) -> find(line, chain).rules.clear();
      case Statement.Delete(int line, String chain) -> delete(line, chain);
      case Statement.SetPolicy(int line, String chain, Policy policy) ->
          setPolicy(line, chain, policy, Counters.ZERO);
    }
  }

  private void insert(int line, String chain, int position, Rule rule) {
    List<Rule> rules = find(line, chain).rules;
    if (position > rules.size() + 1) {
      throw error(
          line, "-I " + chain + " " + position + ": expected at most " + (rules.size() + 1));
    }
    rules.addAll(position - 1, split(rule));
  }

  private void declare(Statement.Declare declare, Existing existing) {
    String name = declare.chain();
    if (!table.isBuiltIn(name)) {
      if (chains.containsKey(name) && existing == Existing.FLUSHED) {
        throw error(declare.line(), ":" + name + ": the chain is declared twice");
      }
      chains.put(name, OpenChain.empty(Optional.empty(), declare.line()));
    }
    declare
        .policy()
        .ifPresent(
            policy ->
                setPolicy(declare.line(), name, policy, declare.counters().orElse(Counters.ZERO)));
  }

  private void setPolicy(int line, String name, Policy policy, Counters counters) {
    if (!table.isBuiltIn(name)) {
      throw error(
          line,
          "policy "
              + policy
              + " for "
              + name
              + ": expected a built-in chain of "
              + table
              + ", "
              + table.hooks());
    }
    List<Rule> rules = find(line, name).rules;
    chains.put(name, new OpenChain(Optional.of(policy), counters, line, rules));
  }

  private void delete(int line, String name) {
    OpenChain chain = find(line, name);
    if (chain.policy.isPresent() || !chain.rules.isEmpty()) {
      throw error(line, "-X " + name + ": expected an empty user chain");
    }
    for (OpenChain other : chains.values()) {
      for (Rule rule : other.rules) {
        if (rule.callee().equals(Optional.of(name))) {
          throw error(
              line,
              "-X " + name + ": expected no jump to it, but line " + rule.line() + " has one");
        }
      }
    }
    chains.remove(name);
  }

  private OpenChain find(int line, String name) {
    OpenChain chain = chains.get(name);
    if (chain == null) {
      throw error(
          line,
          "no chain " + name + " in table " + table + ": expected :" + name + " - [0:0] before it");
    }
    return chain;
  }

  /// A rule for several sources or destinations becomes one rule for each pair, as iptables makes
  /// it.
  private static List<Rule> split(Rule rule) {
    for (Module module : rule.modules()) {
      if (!module.name().equals(Module.HEADER)) {
        continue;
      }
      for (Test test : module.tests()) {
        List<Match> parts =
            switch (test.match()) {
              case Match.Source(var prefixes) when prefixes.size() > 1 ->
                  prefixes.stream().<Match>map(p -> new Match.Source(List.of(p))).toList();
              case Match.Destination(var prefixes) when prefixes.size() > 1 ->
                  prefixes.stream().<Match>map(p -> new Match.Destination(List.of(p))).toList();
              case Match match -> List.of(match);
            };
        if (parts.size() > 1) {
          return parts.stream()
              .flatMap(part -> split(with(rule, test, new Test(test.not(), part))).stream())
              .toList();
        }
      }
    }
    return List.of(rule);
  }

  private static Rule with(Rule rule, Test old, Test replacement) {
    var modules =
        rule.modules().stream()
            .map(
                module ->
                    new Module(
                        module.name(),
                        module.tests().stream()
                            .map(test -> test.equals(old) ? replacement : test)
                            .toList()))
            .toList();
    return new Rule(
        rule.line(),
        rule.counters(),
        Spelling.words(modules, rule.target()),
        modules,
        rule.target());
  }

  private DumpException error(int line, String problem) {
    return new DumpException(file, line, problem);
  }
}
