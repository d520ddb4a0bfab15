package dev.plimsoll.network.netfilter;

import dev.plimsoll.network.netfilter.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the kernel says when a set of rules is loaded.
///
/// Refused: jumps to chains that are not there, loops that a packet can get into, conditions and
/// targets in a table or behind a hook where they must not be ([Place]), names that are too long,
/// addresses of both families. Noted: chains that no packet gets to.
///
/// Linux 6.x `net/ipv4/netfilter/ip_tables.c`, `mark_source_chains`, `check_match` and
/// `check_target`.
public final class LoadCheck {

  /// `XT_EXTENSION_MAXNAMELEN` less the final zero.
  private static final int LONGEST_NAME = 28;

  private final List<Finding> findings = new ArrayList<>();

  private LoadCheck() {}

  /// Everything there is to say, table by table; empty for a set of rules in order.
  public static List<Finding> of(RuleSet rules) {
    var check = new LoadCheck();
    rules.tables().values().forEach(check::table);
    check.families(rules);
    return check.findings;
  }

  private void table(Table table) {
    var graph = new ChainGraph(table);
    for (Chain chain : table.chains().values()) {
      if (chain.name().length() > LONGEST_NAME) {
        refuse(
            chain.line(),
            "chain name " + chain.name() + ": expected at most " + LONGEST_NAME + " characters");
      }
      Set<Hook> hooks = graph.hooks(chain);
      for (Rule rule : chain.rules()) {
        rule(table, chain, hooks, rule);
      }
    }
    loop(table, graph);
    var unreached = new ArrayList<>(table.chains().values());
    unreached.removeIf(chain -> !graph.hooks(chain).isEmpty());
    unreached.forEach(
        chain ->
            findings.add(
                new Finding(
                    Severity.NOTE,
                    chain.line(),
                    "no packet gets to chain " + chain.name() + " of table " + table.name())));
  }

  private void rule(Table table, Chain chain, Set<Hook> hooks, Rule rule) {
    Optional<String> callee = rule.callee();
    if (callee.isPresent() && table.chain(callee.get()).filter(c -> !c.isBuiltIn()).isEmpty()) {
      refuse(
          rule.line(),
          "no chain or target "
              + callee.get()
              + " in table "
              + table.name()
              + ": expected a user chain of that table");
    }
    for (Place place : Place.of(rule, chain.isBuiltIn())) {
      Optional<String> mistake = place.mistake(table.name(), hooks);
      if (mistake.isPresent()) {
        refuse(rule.line(), mistake.get());
        break;
      }
    }
  }

  private void loop(Table table, ChainGraph graph) {
    List<ChainGraph.Call> loop = graph.loop();
    if (!loop.isEmpty()) {
      String calls =
          loop.stream()
              .map(call -> call.from() + " (line " + call.line() + ") -> ")
              .collect(Collectors.joining());
      refuse(
          loop.getFirst().line(),
          "loop in table "
              + table.name()
              + ": "
              + calls
              + loop.getFirst().from()
              + ": expected no way back");
    }
  }

  private void families(RuleSet rules) {
    rules
        .family()
        .flatMap(family -> rules.rules().filter(rule -> !RuleSet.isOf(family, rule)).findFirst())
        .ifPresent(
            rule ->
                refuse(rule.line(), "found addresses of IPv4 and IPv6, expected one of the two"));
  }

  private void refuse(int line, String message) {
    findings.add(new Finding(Severity.REFUSED, line, message));
  }
}
