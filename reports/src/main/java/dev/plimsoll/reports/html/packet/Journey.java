package dev.plimsoll.reports.html.packet;

import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.traversal.Appearance;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Passage;
import dev.plimsoll.network.netfilter.traversal.Stage;
import dev.plimsoll.network.netfilter.traversal.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// One way of a packet as the calls of chains: which rule led into which chain, and where the
/// packet came back to.
///
/// @param stops the stages that it came to, in order
record Journey(List<Stop> stops) {

  /// A stage that the packet came to.
  ///
  /// @param before what it looked like as it came
  /// @param after what it looked like as it left; as it came, where its way ends here
  /// @param visit the built-in chain; empty where the stage calls none
  record Stop(Stage stage, Appearance before, Appearance after, Optional<Visit> visit) {

    /// Whether the packet matched a rule here.
    boolean hasRules() {
      return visit.filter(chain -> !chain.met().isEmpty()).isPresent();
    }
  }

  /// A chain that was called.
  ///
  /// @param met the rules that matched, in order
  record Visit(Chain chain, List<Met> met) {

    /// The rules between those that matched, and after the last of them.
    ///
    /// @param place of one that matched, or how many did
    int unmet(int place) {
      var from = place == 0 ? 0 : met.get(place - 1).step().rule();
      var to = place == met.size() ? chain.rules().size() + 1 : met.get(place).step().rule();
      return to - from - 1;
    }

    /// Whether the packet left the chain by a rule, and not at its end.
    boolean isCutShort() {
      return !met.isEmpty() && (met.getLast().isLast() || endsTable());
    }

    /// Whether it comes back to where this chain was called from without coming back here.
    boolean isLeftByGoto() {
      return !met.isEmpty() && met.getLast().rule().target() instanceof Target.Goto;
    }

    /// Whether the packet was done with the whole table here, so that it did not come back.
    boolean endsTable() {
      return !met.isEmpty()
          && (met.getLast().endsTable()
              || met.getLast().called().filter(Visit::endsTable).isPresent());
    }
  }

  /// A rule that matched.
  ///
  /// @param after what the packet looked like when the rule was carried out
  /// @param called the chain that it leads to; empty if to none
  record Met(Step step, Rule rule, Appearance before, Appearance after, Optional<Visit> called) {

    /// Whether the rules after this one are not tried.
    boolean isLast() {
      return endsTable()
          || rule.target() instanceof Target.Return
          || rule.target() instanceof Target.Goto;
    }

    /// Whether it ends the table for the packet, or the packet's way.
    boolean endsTable() {
      return switch (rule.target()) {
        case Target.None _,
            Target.Jump _,
            Target.Return _,
            Target.Goto _,
            Target.SetMark _,
            Target.SetConnMark _,
            Target.SaveMark _,
            Target.RestoreMark _,
            Target.Notrack _,
            Target.Passing _ ->
            false;
        case Target.Accept _,
            Target.Drop _,
            Target.Reject _,
            Target.Dnat _,
            Target.Snat _,
            Target.Masquerade _,
            Target.Redirect _,
            Target.Netmap _,
            Target.Uninterpreted _ ->
            true;
      };
    }
  }

  /// The way that an outcome went.
  ///
  /// @param rules those that it was walked through
  static Journey of(RuleSet rules, Outcome outcome) {
    var stops = new ArrayList<Stop>();
    var way = outcome.way();
    var chains = new ArrayDeque<Visit>();
    var root = Optional.<Visit>empty();
    for (var i = 0; i < way.size(); i++) {
      var passage = way.get(i);
      var after = i + 1 < way.size() ? way.get(i + 1).as() : passage.as();
      if (passage.rule().isEmpty()) {
        chains.clear();
        root = builtIn(rules, passage.stage());
        root.ifPresent(chains::push);
        stops.add(new Stop(passage.stage(), passage.as(), after, root));
      } else {
        meet(rules, passage, after, chains);
        var stop = stops.removeLast();
        stops.add(new Stop(stop.stage(), stop.before(), after, root));
      }
    }
    return new Journey(List.copyOf(stops));
  }

  private static Optional<Visit> builtIn(RuleSet rules, Stage stage) {
    return stage instanceof Stage.Table(var hook, var table)
        ? rules.builtIn(table, hook).map(chain -> new Visit(chain, new ArrayList<>()))
        : Optional.empty();
  }

  /// @param chains those that the packet is in, the innermost first
  private static void meet(RuleSet rules, Passage passage, Appearance after, Deque<Visit> chains) {
    var step = passage.rule().orElseThrow();
    while (!chains.element().chain().name().equals(step.chain())) {
      chains.pop();
    }
    var here = chains.element();
    var rule = here.chain().rules().get(step.rule() - 1);
    if (rule.target() instanceof Target.Goto) {
      chains.pop();
    }
    var called =
        switch (rule.target()) {
          case Target.Jump(var to) -> visit(rules, step, to);
          case Target.Goto(var to) -> visit(rules, step, to);
          default -> Optional.<Visit>empty();
        };
    called.ifPresent(chains::push);
    here.met().add(new Met(step, rule, passage.as(), after, called));
  }

  private static Optional<Visit> visit(RuleSet rules, Step step, String chain) {
    return rules
        .table(step.table())
        .flatMap(table -> table.chain(chain))
        .map(found -> new Visit(found, new ArrayList<>()));
  }

  /// The rules that matched, in order.
  List<Met> met() {
    var all = new ArrayList<Met>();
    stops.forEach(stop -> stop.visit().ifPresent(chain -> collect(chain, all)));
    return List.copyOf(all);
  }

  private static void collect(Visit chain, List<Met> into) {
    for (var met : chain.met()) {
      into.add(met);
      met.called().ifPresent(called -> collect(called, into));
    }
  }
}
