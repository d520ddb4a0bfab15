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
/// left, with its interface. Where the model leaves a choice, to `statistic` for one, the rules
/// that matched say which branch the kernel took: the outcome of that branch has to agree in full.
final class Comparison {

  private final RuleSet rules;

  Comparison(RuleSet rules) {
    this.rules = rules;
  }

  /// The outcome that the kernel's way agrees with; none if they differ.
  Optional<Outcome> agreed(Probe probe, List<Outcome> outcomes, Observation observed) {
    List<Step> path = path(observed);
    return outcomes.stream()
        .filter(outcome -> matches(probe, outcome, path))
        .filter(outcome -> outcome.verdict() == Verdict.UNDECIDED || left(outcome, observed.left()))
        .findFirst();
  }

  /// Whether the rules are those of the outcome. A path ends where the model cannot tell; and it
  /// has no rules that only log or count where it is not certain that they match.
  private boolean matches(Probe probe, Outcome outcome, List<Step> path) {
    List<Step> predicted = outcome.path().stream().filter(step -> !isTrace(step)).toList();
    boolean toTheEnd = outcome.verdict() != Verdict.UNDECIDED;
    int wanted = toTheEnd ? predicted.size() : Math.max(0, predicted.size() - 1);
    int next = 0;
    for (Step step : path) {
      if (next < wanted && step.equals(predicted.get(next))) {
        next++;
      } else if ((next < wanted || toTheEnd) && !mayBeLeftOut(step, probe, outcome)) {
        return false;
      }
    }
    return next == wanted;
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
        && isEnd(outcome.destination(), seen.destination())
        && outcome.source().map(source -> isEnd(source, seen.source())).orElse(true);
  }

  /// A port that the model leaves out was drawn by chance; one that is not seen is in another
  /// fragment.
  private static boolean isEnd(Endpoint predicted, Endpoint seen) {
    return predicted.address().equals(seen.address())
        && (!predicted.hasPort() || !seen.hasPort() || predicted.port() == seen.port());
  }

  /// The rules that the kernel's records name, without ends of chains.
  List<Step> path(Observation observed) {
    var path = new ArrayList<Step>();
    for (TraceReader.Matched matched : observed.matched()) {
      Chain chain = chain(TableName.parse(matched.table()), matched.chain());
      if (matched.rule() <= chain.rules().size()) {
        int line = chain.rules().get(matched.rule() - 1).line();
        var step = new Step(TableName.parse(matched.table()), chain.name(), matched.rule(), line);
        if (!isTrace(step)) {
          path.add(step);
        }
      }
    }
    return path;
  }

  /// TRACE tells of later rules only.
  private boolean isTrace(Step step) {
    return rule(step).target() instanceof Target.Passing(var name, _) && name.equals("TRACE");
  }

  private boolean mayBeLeftOut(Step step, Probe probe, Outcome outcome) {
    return switch (rule(step).target()) {
      case Target.None _, Target.Passing _ ->
          rule(step).tests().anyMatch(test -> isUncertain(test.match(), probe, outcome));
      case Target _ -> false;
    };
  }

  private static boolean isUncertain(Match match, Probe probe, Outcome outcome) {
    return switch (match) {
      case Match.Random _, Match.Nth _, Match.Recent _, Match.Unseen _, Match.Uninterpreted _ ->
          true;
      case Match.ConnAddress _, Match.ConnProtocol _, Match.ConnDirection _ ->
          probe.needsConnection();
      case Match.ConnPort _ ->
          probe.needsConnection() || isDrawn(outcome) || !outcome.destination().hasPort();
      case Match.SourcePort _, Match.Multiport _ -> isDrawn(outcome);
      case Match _ -> false;
    };
  }

  /// Whether the source's port was drawn by chance.
  private static boolean isDrawn(Outcome outcome) {
    return outcome.source().map(Endpoint::hasPort).orElse(true) != outcome.destination().hasPort();
  }

  /// The rule of a step.
  Rule rule(Step step) {
    return chain(step.table(), step.chain()).rules().get(step.rule() - 1);
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
    Rule rule = rule(step);
    return "%s %s %d: %s".formatted(step.table(), step.chain(), step.rule(), rule.text());
  }
}
