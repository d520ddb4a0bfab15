package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Delivery;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds what the kernel did with a packet against what the model says it can do.
///
/// The rules that matched have to be the same, one after the other, and so does the packet that
/// left, with its interface. The rules that the kernel matched also say which branches it took
/// where the model leaves a choice: one outcome has to remain, and a second one only if nothing
/// but a NAT target's choice among addresses or ports tells the two apart.
final class Comparison {

  private final RuleSet rules;

  Comparison(RuleSet rules) {
    this.rules = rules;
  }

  /// The outcome that the kernel's way agrees with; none if they differ.
  Optional<Outcome> agreed(List<Outcome> outcomes, Observation observed) {
    List<Step> path = path(observed);
    return outcomes.stream().filter(outcome -> agrees(outcome, path, observed)).findFirst();
  }

  private boolean agrees(Outcome outcome, List<Step> path, Observation observed) {
    List<Step> predicted = outcome.path().stream().filter(this::isCertain).toList();
    if (outcome.verdict() == Verdict.UNDECIDED) {
      List<Step> before = predicted.subList(0, Math.max(0, predicted.size() - 1));
      return path.size() >= before.size() && path.subList(0, before.size()).equals(before);
    }
    return predicted.equals(path) && left(outcome, observed.left());
  }

  private static boolean left(Outcome outcome, List<Observation.Left> left) {
    boolean leaves = outcome.verdict() == Verdict.ACCEPT && outcome.delivery() == Delivery.FORWARD;
    if (left.size() != (leaves ? 1 : 0)) {
      return false;
    }
    if (!leaves) {
      return true;
    }
    Observation.Left seen = left.getFirst();
    return outcome.exit().map(seen.by()::equals).orElse(true)
        && seen.destination().equals(outcome.destination())
        && outcome.source().map(source -> source.equals(seen.source())).orElse(true);
  }

  /// The rules that the kernel's records name, without ends of chains.
  List<Step> path(Observation observed) {
    var path = new ArrayList<Step>();
    for (TraceReader.Matched matched : observed.matched()) {
      Chain chain = chain(TableName.parse(matched.table()), matched.chain());
      if (matched.rule() <= chain.rules().size()) {
        int line = chain.rules().get(matched.rule() - 1).line();
        var step = new Step(TableName.parse(matched.table()), chain.name(), matched.rule(), line);
        if (isCertain(step)) {
          path.add(step);
        }
      }
    }
    return path;
  }

  /// Whether the model has the rule in its paths: not if it only logs or counts, and it is not
  /// certain that it matched. TRACE tells of later rules only.
  private boolean isCertain(Step step) {
    Rule rule = chain(step.table(), step.chain()).rules().get(step.rule() - 1);
    return switch (rule.target()) {
      case Target.Passing(var name, _) when name.equals("TRACE") -> false;
      case Target.None _, Target.Passing _ ->
          rule.tests().noneMatch(test -> isUncertain(test.match()));
      case Target _ -> true;
    };
  }

  private static boolean isUncertain(Match match) {
    return switch (match) {
      case Match.Random _,
          Match.Nth _,
          Match.Recent _,
          Match.Unseen _,
          Match.Uninterpreted _,
          Match.ConnDirection _ ->
          true;
      case Match _ -> false;
    };
  }

  private Chain chain(TableName table, String name) {
    return rules.table(table).flatMap(found -> found.chain(name)).orElseThrow();
  }

  /// What was observed and what was predicted, to be read by people.
  String difference(Probe probe, List<Outcome> outcomes, Observation observed) {
    var text = new StringBuilder("the kernel and the model differ about " + probe + "\n");
    text.append("  kernel left ").append(observed.left()).append('\n');
    path(observed).forEach(step -> text.append("    ").append(shown(step)).append('\n'));
    for (Outcome outcome : outcomes.subList(0, Math.min(4, outcomes.size()))) {
      Optional<Endpoint> source = outcome.source();
      text.append("  model ").append(outcome.verdict()).append(' ').append(source);
      text.append(" -> ").append(outcome.destination()).append(' ').append(outcome.delivery());
      text.append(' ').append(outcome.exit()).append(' ').append(outcome.reason()).append('\n');
      outcome.path().forEach(step -> text.append("    ").append(shown(step)).append('\n'));
    }
    return text.append("  of ").append(outcomes.size()).append(" outcomes").toString();
  }

  private String shown(Step step) {
    Rule rule = chain(step.table(), step.chain()).rules().get(step.rule() - 1);
    return "%s %s %d: %s".formatted(step.table(), step.chain(), step.rule(), rule.text());
  }
}
