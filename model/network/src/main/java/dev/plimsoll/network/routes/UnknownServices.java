package dev.plimsoll.network.routes;

import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.routes.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the rules of kube-proxy that are for an address and port at which no Service is offered.
final class UnknownServices {

  /// Where packets enter the chains of a Service, and where they are refused.
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(TableName.NAT, "KUBE-SERVICES"),
          new Entry(TableName.NAT, "KUBE-NODEPORTS"),
          new Entry(TableName.FILTER, "KUBE-SERVICES"),
          new Entry(TableName.FILTER, "KUBE-EXTERNAL-SERVICES"),
          new Entry(TableName.FILTER, "KUBE-PROXY-FIREWALL"));

  private record Entry(TableName table, String chain) {}

  private UnknownServices() {}

  /// One finding for each such rule.
  ///
  /// @param rules of the node
  /// @param known what is offered: `tcp 10.96.0.1 80`, and `tcp 30080` for a node port
  static List<Finding> findings(RuleSet rules, Set<String> known) {
    var findings = new ArrayList<Finding>();
    for (var entry : ENTRIES) {
      var chain =
          rules.table(entry.table()).flatMap(table -> table.chain(entry.chain())).orElse(null);
      for (var i = 0; chain != null && i < chain.rules().size(); i++) {
        var rule = chain.rules().get(i);
        var step = new Step(entry.table(), entry.chain(), i + 1, rule.line());
        offer(rule)
            .filter(offer -> !known.contains(offer))
            .map(offer -> finding(offer, new RulePlace(rules.source(), step)))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Finding finding(String offer, RulePlace place) {
    return new Finding(
        Kind.SERVICE_UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        "there are rules for " + offer + ", at which no Service is offered",
        List.of(),
        Optional.of(place),
        Optional.empty(),
        Optional.empty());
  }

  /// What a rule with one destination port is for; empty for other rules. One for packets to
  /// 127.0.0.1, which kube-proxy counts from 1.31 on, is for a node port.
  private static Optional<String> offer(Rule rule) {
    var matches = rule.tests().filter(test -> !test.not()).map(Test::match).toList();
    var address =
        matches.stream()
            .filter(match -> match instanceof Match.Destination)
            .map(match -> ((Match.Destination) match).prefixes().getFirst().address())
            .filter(destination -> !destination.isLoopback())
            .map(destination -> destination + " ")
            .findFirst()
            .orElse("");
    return matches.stream()
        .filter(match -> match instanceof Match.DestinationPort)
        .map(match -> (Match.DestinationPort) match)
        .filter(match -> match.range().first() == match.range().last())
        .map(match -> match.protocol() + " " + address + match.range().first())
        .findFirst();
  }
}
