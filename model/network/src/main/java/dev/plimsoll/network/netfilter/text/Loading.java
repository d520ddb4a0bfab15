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
import dev.plimsoll.network.netfilter.Target;
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
  private final SequencedMap<String, Chain> chains = new LinkedHashMap<>();

  private Loading(String file, TableName table, Optional<Table> before) {
    this.file = file;
    this.table = table;
    for (Hook hook : table.hooks()) {
      chains.put(hook.name(), chain(hook.name(), Optional.of(Policy.ACCEPT), 0));
    }
    before.ifPresent(kept -> chains.putAll(kept.chains()));
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
      loading.close();
      tables.put(section.table(), new Table(section.table(), loading.chains));
    }
    return new RuleSet(dump.name(), tables);
  }

  /// The rules of the chain that is being filled; put into [#chains] when another one follows.
  private List<Rule> open = new ArrayList<>();

  private String openName = "";

  private void carryOut(Statement statement, Existing existing) {
    switch (statement) {
      case Statement.Declare declare -> declare(declare, existing);
      case Statement.Append(int line, String chain, Rule rule) -> {
        open(line, chain);
        open.addAll(split(rule));
      }
      case Statement.Insert(int line, String chain, int position, Rule rule) -> {
        open(line, chain);
        if (position > open.size() + 1) {
          throw error(
              line, "-I " + chain + " " + position + ": the chain has " + open.size() + " rules");
        }
        open.addAll(position - 1, split(rule));
      }
      case Statement.Make(int line, String chain) -> {
        if (chains.containsKey(chain)) {
          throw error(line, "-N " + chain + ": the chain is there already");
        }
        close();
        chains.put(chain, chain(chain, Optional.empty(), line));
      }
      case Statement.Flush(int line, String chain) -> {
        open(line, chain);
        open.clear();
      }
      case Statement.Delete(int line, String chain) -> delete(line, chain);
      case Statement.SetPolicy(int line, String chain, Policy policy) ->
          setPolicy(line, chain, policy, Counters.ZERO);
    }
  }

  private void declare(Statement.Declare declare, Existing existing) {
    String name = declare.chain();
    close();
    if (!table.isBuiltIn(name)) {
      if (chains.containsKey(name) && existing == Existing.FLUSHED) {
        throw error(declare.line(), ":" + name + ": the chain is declared twice");
      }
      chains.put(name, chain(name, Optional.empty(), declare.line()));
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
              + ": only the built-in chains of "
              + table
              + " have a policy: "
              + table.hooks());
    }
    close();
    List<Rule> rules = find(line, name).rules();
    chains.put(name, new Chain(name, Optional.of(policy), counters, line, rules));
  }

  private void delete(int line, String name) {
    close();
    Chain chain = find(line, name);
    if (chain.isBuiltIn() || !chain.rules().isEmpty()) {
      throw error(line, "-X " + name + ": expected an empty user chain");
    }
    for (Chain other : chains.values()) {
      for (Rule rule : other.rules()) {
        if (rule.target().equals(new Target.Jump(name))
            || rule.target().equals(new Target.Goto(name))) {
          throw error(
              line, "-X " + name + ": " + other.name() + " still jumps there, line " + rule.line());
        }
      }
    }
    chains.remove(name);
  }

  private void open(int line, String name) {
    if (!openName.equals(name)) {
      close();
      open = new ArrayList<>(find(line, name).rules());
      openName = name;
    }
  }

  private void close() {
    if (!openName.isEmpty()) {
      Chain old = find(0, openName);
      chains.put(openName, new Chain(openName, old.policy(), old.counters(), old.line(), open));
      openName = "";
    }
  }

  private Chain find(int line, String name) {
    Chain chain = chains.get(name);
    if (chain == null) {
      throw error(
          line,
          "no chain " + name + " in table " + table + ": expected :" + name + " - [0:0] before it");
    }
    return chain;
  }

  private static Chain chain(String name, Optional<Policy> policy, int line) {
    return new Chain(name, policy, Counters.ZERO, line, List.of());
  }

  /// A rule for several sources or destinations becomes one rule for each pair, as iptables makes
  /// it.
  private static List<Rule> split(Rule rule) {
    for (Module module : rule.modules()) {
      for (Test test : module.tests()) {
        List<Match> parts =
            switch (test.match()) {
              case Match.Source(var prefixes) ->
                  prefixes.stream().<Match>map(p -> new Match.Source(List.of(p))).toList();
              case Match.Destination(var prefixes) ->
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
