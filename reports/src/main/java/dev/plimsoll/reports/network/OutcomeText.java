package dev.plimsoll.reports.network;

import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.proxy.ProxyEndpoint;
import dev.plimsoll.network.routes.Expectation;
import java.util.List;
import java.util.stream.Collectors;

/// Where packets go, and where they should, in a few words.
public final class OutcomeText {

  private static final int MOST_ENDPOINTS = 8;

  private OutcomeText() {}

  /// `-> 10.244.1.7:8080 masqueraded (0.250)`.
  public static String of(Outcome outcome) {
    return append(new StringBuilder(), outcome).toString();
  }

  /// Adds the words for an outcome to a text; there may be a million of them.
  public static StringBuilder append(StringBuilder text, Outcome outcome) {
    if (outcome.verdict() == Verdict.ACCEPT) {
      text.append("-> ").append(outcome.destination());
      text.append(outcome.masqueraded() ? " masqueraded" : "");
    } else {
      text.append(outcome.verdict());
    }
    var likelihood = outcome.likelihood();
    if (!likelihood.assumptions().isEmpty()) {
      return text.append(" (perhaps)");
    }
    return likelihood.chance() == 1
        ? text
        : thousandths(text.append(" ("), likelihood.chance()).append(')');
  }

  /// As `%.3f`, which is slow.
  private static StringBuilder thousandths(StringBuilder text, double probability) {
    long rounded = Math.round(probability * 1000);
    text.append(rounded / 1000).append('.');
    return text.append(rounded / 100 % 10).append(rounded / 10 % 10).append(rounded % 10);
  }

  /// What a Service asks for.
  public static String of(Expectation expected) {
    return switch (expected) {
      case Expectation.Endpoints(var endpoints, var masquerade) ->
          joined(endpoints) + (masquerade ? " masqueraded" : "");
      case Expectation.Rejected() -> "REJECT";
      case Expectation.Dropped() -> "DROP";
      case Expectation.Untranslated() -> "no translation";
    };
  }

  private static String joined(List<ProxyEndpoint> endpoints) {
    var first =
        endpoints.stream()
            .limit(MOST_ENDPOINTS)
            .map(ProxyEndpoint::toString)
            .collect(Collectors.joining(", "));
    return endpoints.size() <= MOST_ENDPOINTS
        ? first
        : "%s and %d more".formatted(first, endpoints.size() - MOST_ENDPOINTS);
  }
}
