package dev.plimsoll.network.netfilter;

import static dev.plimsoll.network.netfilter.Hook.FORWARD;
import static dev.plimsoll.network.netfilter.Hook.INPUT;
import static dev.plimsoll.network.netfilter.Hook.OUTPUT;
import static dev.plimsoll.network.netfilter.Hook.POSTROUTING;
import static dev.plimsoll.network.netfilter.Hook.PREROUTING;

import dev.plimsoll.network.netfilter.Finding.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the kernel says when a set of rules is loaded.
///
/// Refused: jumps to chains that are not there, loops that a packet can get into, targets in a
/// table or behind a hook where they must not be, names that are too long, addresses of both
/// families. Noted: chains that no packet gets to.
///
/// Linux 6.x `net/ipv4/netfilter/ip_tables.c`, `mark_source_chains` and `check_target`; the tables
/// and hooks are those of each target's `struct xt_target`.
public final class LoadCheck {

  /// `XT_EXTENSION_MAXNAMELEN` less the final zero.
  private static final int LONGEST_NAME = 28;

  private static final Map<String, TableName> TABLE_OF_PASSING =
      Map.of(
          "CHECKSUM", TableName.MANGLE,
          "DSCP", TableName.MANGLE,
          "TOS", TableName.MANGLE,
          "TTL", TableName.MANGLE,
          "HL", TableName.MANGLE,
          "ECN", TableName.MANGLE,
          "TCPOPTSTRIP", TableName.MANGLE,
          "TRACE", TableName.RAW,
          "CT", TableName.RAW);

  /// Where a target may stand.
  ///
  /// @param tables the tables it may stand in
  private record Place(Set<TableName> tables, Set<Hook> hooks) {
    Place(TableName table, Set<Hook> hooks) {
      this(EnumSet.of(table), hooks);
    }
  }

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
        rule(table, hooks, rule);
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

  private void rule(Table table, Set<Hook> hooks, Rule rule) {
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
    Optional<Place> place = place(rule.target());
    if (place.isPresent()) {
      place(table, hooks, rule, place.get());
    }
  }

  private void place(Table table, Set<Hook> hooks, Rule rule, Place place) {
    if (!place.tables().contains(table.name())) {
      refuse(
          rule.line(),
          targetName(rule)
              + " in table "
              + table.name()
              + ": expected table "
              + place.tables().iterator().next());
    } else if (!place.hooks().containsAll(hooks)) {
      refuse(
          rule.line(),
          targetName(rule) + " is reached from " + hooks + ": expected only " + place.hooks());
    }
  }

  private static Optional<Place> place(Target target) {
    return switch (target) {
      case Target.Dnat _, Target.Redirect _ -> nat(PREROUTING, OUTPUT);
      case Target.Snat _ -> nat(POSTROUTING, INPUT);
      case Target.Masquerade _ -> nat(POSTROUTING);
      case Target.Netmap _ -> nat(PREROUTING, INPUT, OUTPUT, POSTROUTING);
      case Target.Reject _ ->
          Optional.of(new Place(TableName.FILTER, EnumSet.of(INPUT, FORWARD, OUTPUT)));
      case Target.Notrack _ ->
          Optional.of(new Place(TableName.RAW, EnumSet.of(PREROUTING, OUTPUT)));
      case Target.Passing(var name, _) when name.equals("CLASSIFY") ->
          Optional.of(
              new Place(EnumSet.allOf(TableName.class), EnumSet.of(FORWARD, OUTPUT, POSTROUTING)));
      case Target.Passing(var name, _) ->
          Optional.ofNullable(TABLE_OF_PASSING.get(name))
              .map(table -> new Place(table, EnumSet.allOf(Hook.class)));
      case Target.None _,
          Target.Accept _,
          Target.Drop _,
          Target.Return _,
          Target.Jump _,
          Target.Goto _,
          Target.SetMark _,
          Target.SetConnMark _,
          Target.SaveMark _,
          Target.RestoreMark _,
          Target.Uninterpreted _ ->
          Optional.empty();
    };
  }

  private static Optional<Place> nat(Hook... hooks) {
    return Optional.of(new Place(TableName.NAT, EnumSet.copyOf(List.of(hooks))));
  }

  private static String targetName(Rule rule) {
    return rule.target() instanceof Target.Passing(var name, _)
        ? name
        : rule.target().getClass().getSimpleName().toUpperCase(Locale.ROOT);
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
