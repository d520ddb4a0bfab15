package dev.plimsoll.network.routes;

import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.traversal.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the rule at fault for a packet that went wrong: the first on its way that kube-proxy would
/// not have written there, or the place where one of kube-proxy's is missing.
final class Blame {

  /// What is at fault.
  ///
  /// @param place the rule, or where one is missing
  /// @param missing the rule that kube-proxy would have, without `-A CHAIN`
  record Fault(RulePlace place, Optional<String> missing) {}

  /// Chains whose rules are for different Services, in any order.
  private static final Set<String> UNORDERED =
      Set.of("KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXTERNAL-SERVICES", "KUBE-PROXY-FIREWALL");

  /// What a rule does, whatever its comments and spelling.
  private record Meaning(Set<Test> tests, Target target) {

    static Meaning of(Rule rule) {
      var tests =
          rule.tests()
              .filter(test -> !(test.match() instanceof Match.Comment))
              .map(test -> new Test(test.not(), plain(test.match())))
              .collect(Collectors.toUnmodifiableSet());
      return new Meaning(tests, rule.target());
    }

    /// A mask of all ones is the same as none.
    private static Match plain(Match match) {
      return match instanceof Match.Recent r
          ? new Match.Recent(
              r.operation(),
              r.seconds(),
              r.reap(),
              r.hits(),
              r.sameTtl(),
              r.name(),
              Optional.empty(),
              r.side())
          : match;
    }
  }

  private record ChainName(TableName table, String chain) {}

  private final RuleSet found;
  private final RuleSet expected;
  private final Map<ChainName, Optional<Fault>> faults = new HashMap<>();

  Blame(RuleSet found, RuleSet expected) {
    this.found = found;
    this.expected = expected;
  }

  /// The fault for packets that took these ways.
  ///
  /// @param ways the rules that the packets matched
  /// @param expectedWays the rules of kube-proxy's own set that they would have matched
  Optional<Fault> fault(List<List<Step>> ways, List<List<Step>> expectedWays) {
    return foreign(ways)
        .or(() -> difference(ways, expectedWays))
        .or(() -> ways.stream().flatMap(List::stream).reduce((a, b) -> b).map(this::at));
  }

  /// A rule of someone else that decided.
  private Optional<Fault> foreign(List<List<Step>> ways) {
    return ways.stream()
        .flatMap(List::stream)
        .filter(step -> chain(expected, step.table(), step.chain()).isEmpty())
        .filter(step -> !step.chain().startsWith("KUBE-"))
        .filter(step -> rule(step).filter(rule -> decides(rule.target())).isPresent())
        .reduce((earlier, later) -> later)
        .map(this::at);
  }

  private static boolean decides(Target target) {
    return switch (target) {
      case Target.Drop ignored -> true;
      case Target.Reject ignored -> true;
      case Target.Dnat ignored -> true;
      case Target.Snat ignored -> true;
      case Target.Masquerade ignored -> true;
      case Target.Redirect ignored -> true;
      case Target.Netmap ignored -> true;
      case Target.Uninterpreted ignored -> true;
      case Target other -> false;
    };
  }

  private Optional<Fault> difference(List<List<Step>> ways, List<List<Step>> expectedWays) {
    var steps = ways.stream().flatMap(List::stream).toList();
    var expectedSteps = expectedWays.stream().flatMap(List::stream).toList();
    var chains = new LinkedHashSet<ChainName>();
    for (var step : steps) {
      visit(step, found, chains);
    }
    for (var step : expectedSteps) {
      visit(step, expected, chains);
    }
    return chains.stream()
        .map(
            name ->
                isOrdered(name)
                    ? faults.computeIfAbsent(name, this::firstDifference)
                    : unordered(name, steps, expectedSteps))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// The chain of a step, and the one it jumps to: a chain may be visited without a match.
  private static void visit(Step step, RuleSet rules, Set<ChainName> chains) {
    chains.add(new ChainName(step.table(), step.chain()));
    chain(rules, step.table(), step.chain())
        .filter(chain -> step.rule() <= chain.rules().size())
        .map(chain -> chain.rules().get(step.rule() - 1).target())
        .ifPresent(
            target -> {
              if (target instanceof Target.Jump(var to)) {
                chains.add(new ChainName(step.table(), to));
              }
            });
  }

  private static boolean isOrdered(ChainName name) {
    return name.chain().startsWith("KUBE-") && !UNORDERED.contains(name.chain());
  }

  private Optional<Fault> firstDifference(ChainName name) {
    var actual = rules(found, name);
    var wanted = rules(expected, name);
    for (var i = 0; i < Math.max(actual.size(), wanted.size()); i++) {
      var has = i < actual.size() ? Optional.of(actual.get(i)) : Optional.<Rule>empty();
      var should = i < wanted.size() ? Optional.of(wanted.get(i)) : Optional.<Rule>empty();
      if (!has.map(Meaning::of).equals(should.map(Meaning::of))) {
        var place = place(name, i, actual);
        return Optional.of(new Fault(place, should.map(Rule::text)));
      }
    }
    return Optional.empty();
  }

  /// Here only rules on the packet's own way count.
  private Optional<Fault> unordered(ChainName name, List<Step> steps, List<Step> expectedSteps) {
    var wanted = rules(expected, name).stream().map(Meaning::of).toList();
    var actual = rules(found, name);
    var meanings = actual.stream().map(Meaning::of).toList();
    for (var step : steps) {
      if (isIn(step, name) && !wanted.contains(meanings.get(step.rule() - 1))) {
        return Optional.of(at(step));
      }
    }
    for (var step : expectedSteps) {
      if (isIn(step, name) && !meanings.contains(wanted.get(step.rule() - 1))) {
        var missing = rules(expected, name).get(step.rule() - 1);
        var near = nearest(missing, actual);
        return Optional.of(new Fault(place(name, near, actual), Optional.of(missing.text())));
      }
    }
    return Optional.empty();
  }

  /// The rule of a chain that has most in common with a missing one: it may be it, altered.
  private static int nearest(Rule missing, List<Rule> rules) {
    var wanted = Meaning.of(missing);
    var best = rules.size();
    var most = 0;
    for (var i = 0; i < rules.size(); i++) {
      var meaning = Meaning.of(rules.get(i));
      var common = new ArrayList<>(meaning.tests());
      common.retainAll(wanted.tests());
      var same = common.size() + (meaning.target().equals(wanted.target()) ? 2 : 0);
      if (same > most) {
        most = same;
        best = i;
      }
    }
    return best;
  }

  private static boolean isIn(Step step, ChainName name) {
    return step.table() == name.table() && step.chain().equals(name.chain());
  }

  private Fault at(Step step) {
    return new Fault(new RulePlace(found.source(), step), Optional.empty());
  }

  private RulePlace place(ChainName name, int index, List<Rule> rules) {
    var line =
        index < rules.size()
            ? rules.get(index).line()
            : rules.isEmpty()
                ? chain(found, name.table(), name.chain()).map(Chain::line).orElse(0)
                : rules.getLast().line();
    return new RulePlace(found.source(), new Step(name.table(), name.chain(), index + 1, line));
  }

  private Optional<Rule> rule(Step step) {
    return chain(found, step.table(), step.chain())
        .map(chain -> chain.rules().get(step.rule() - 1));
  }

  private static List<Rule> rules(RuleSet rules, ChainName name) {
    return chain(rules, name.table(), name.chain()).map(Chain::rules).orElse(List.of());
  }

  private static Optional<Chain> chain(RuleSet rules, TableName table, String chain) {
    return rules.table(table).flatMap(found -> found.chain(chain));
  }
}
