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
    var where =
        outcome.verdict() == Verdict.ACCEPT
            ? "-> " + outcome.destination() + (outcome.masqueraded() ? " masqueraded" : "")
            : outcome.verdict().toString();
    var probability = outcome.likelihood().probability();
    if (probability.isEmpty()) {
      return where + " (perhaps)";
    }
    return probability.getAsDouble() == 1
        ? where
        : where + " (" + thousandths(probability.getAsDouble()) + ")";
  }

  /// As `%.3f`, which is slow: there may be a million of them.
  private static String thousandths(double probability) {
    long rounded = 1000 + Math.round(probability * 1000);
    return (rounded / 1000 - 1) + "." + String.valueOf(rounded).substring(1);
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
