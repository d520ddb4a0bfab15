package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.Target;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A rule, ready to be tried on packet after packet.
final class ReadyRule {

  private final Rule rule;
  private final Optional<Step> step;
  private final ReadyTable table;
  private final Condition[] conditions;
  private @Nullable ReadyChain callee;

  /// @param step which rule it is
  /// @param table the table that it is in
  ReadyRule(Rule rule, Step step, ReadyTable table) {
    this.rule = rule;
    this.step = Optional.of(step);
    this.table = table;
    var asked = new ArrayList<Condition>();
    for (var module : rule.modules()) {
      for (var test : module.conditions()) {
        if (test.not() || !isAlwaysMet(test.match())) {
          asked.add(new Condition(module, test, table.question(test.match())));
        }
      }
    }
    conditions = asked.toArray(Condition[]::new);
  }

  private static boolean isAlwaysMet(Match match) {
    return match instanceof Match.Comment || match instanceof Match.Accounting;
  }

  /// What has to hold, in order; not to be changed.
  Condition[] conditions() {
    return conditions;
  }

  /// Whether it rewrites the sources of packets that meet it, or may.
  boolean rewritesSource() {
    return switch (rule.target()) {
      case Target.Snat _, Target.Masquerade _, Target.Netmap _ -> true;
      case Target other -> false;
    };
  }

  Target target() {
    return rule.target();
  }

  /// The chain that it jumps or goes to; only of a rule that does.
  ReadyChain callee() {
    var found = callee;
    if (found == null) {
      found = table.chain(rule.callee().orElseThrow());
      callee = found;
    }
    return found;
  }

  /// Which rule it is.
  Step step() {
    return step.orElseThrow();
  }

  /// The same, as a point of a packet's way.
  Optional<Step> point() {
    return step;
  }

  /// As the dump has it, for messages.
  String text() {
    return rule.text();
  }
}
