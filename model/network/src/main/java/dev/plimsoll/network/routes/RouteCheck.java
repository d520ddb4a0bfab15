package dev.plimsoll.network.routes;

import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Delivery;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.proxy.ProxyEndpoint;
import dev.plimsoll.network.proxy.SyncedPort;
import dev.plimsoll.network.routes.Finding.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Compares what the rules do with packets with what the Service asks for.
final class RouteCheck {

  /// The kernel keeps a probability as a multiple of 2^-31, rounded.
  private static final double ROUNDING = 0x1p-31;

  /// Something wrong with a route.
  ///
  /// @param kind what
  /// @param what the end of a sentence that starts with the service port and the offer
  /// @param outcomes those that show it; all of them where it is something that does not happen
  record Deviation(Kind kind, String what, List<Outcome> outcomes) {}

  private final SyncedPort port;
  private final ServiceRoute route;
  private final List<Deviation> deviations = new ArrayList<>();

  private RouteCheck(SyncedPort port, ServiceRoute route) {
    this.port = port;
    this.route = route;
  }

  /// What is wrong with a route of a service port.
  static List<Deviation> deviations(SyncedPort port, ServiceRoute route) {
    var check = new RouteCheck(port, route);
    switch (route.expected()) {
      case Expectation.Endpoints expected -> check.endpoints(expected);
      case Expectation.Rejected() -> check.refused(Verdict.REJECT, "rejected");
      case Expectation.Dropped() -> check.refused(Verdict.DROP, "dropped");
      case Expectation.Untranslated() -> check.untranslated();
    }
    return check.deviations;
  }

  private void endpoints(Expectation.Endpoints expected) {
    var endpoints = expected.endpoints();
    var shares = new double[endpoints.size()];
    var reached = new BitSet(endpoints.size());
    for (var outcome : route.outcomes()) {
      switch (outcome.verdict()) {
        case ACCEPT -> {
          var index = indexOf(endpoints, outcome);
          if (index < 0) {
            elsewhere(outcome);
          } else {
            reached.set(index);
            shares[index] += outcome.likelihood().chance();
            masquerade(expected, endpoints.get(index), outcome);
          }
        }
        case DROP -> add(Kind.REFUSED, "packets are dropped", outcome);
        case REJECT -> add(Kind.REFUSED, "packets are rejected", outcome);
        case UNDECIDED -> undecided(outcome);
      }
    }
    for (var i = reached.nextClearBit(0); i < shares.length; i = reached.nextClearBit(i + 1)) {
      add(Kind.ENDPOINT_MISSING, "endpoint " + endpoints.get(i) + " gets no packets");
    }
    if (deviations.isEmpty() && isCertain()) {
      probabilities(endpoints, shares);
    }
  }

  private boolean isCertain() {
    for (var outcome : route.outcomes()) {
      if (!outcome.likelihood().assumptions().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// Which endpoint a packet goes to; -1 where it is none of them.
  private static int indexOf(List<ProxyEndpoint> endpoints, Outcome outcome) {
    for (var i = 0; i < endpoints.size(); i++) {
      if (isAt(endpoints.get(i), outcome)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAt(ProxyEndpoint endpoint, Outcome outcome) {
    return endpoint.port() == outcome.destination().port()
        && endpoint.address().equals(outcome.destination().address());
  }

  private void masquerade(Expectation.Endpoints expected, ProxyEndpoint endpoint, Outcome outcome) {
    // A packet that is delivered to the node itself does not leave it, so keeps its source.
    var leaves = outcome.delivery() == Delivery.FORWARD || route.client().vantage() == Vantage.NODE;
    var wanted = leaves && expected.masquerades(route.client().source(), endpoint.address());
    if (wanted && !outcome.masqueraded()) {
      add(Kind.MASQUERADE_MISSING, "packets keep their source, expected the node's", outcome);
    } else if (!wanted && outcome.masqueraded()) {
      add(
          Kind.MASQUERADE_UNWANTED,
          port.info().externalPolicyLocal() && route.offer().kind() != Offer.Kind.CLUSTER_IP
              ? "packets lose their source although externalTrafficPolicy is Local"
              : "packets lose their source, expected it to be kept",
          outcome);
    }
  }

  private void elsewhere(Outcome outcome) {
    var target = outcome.destination();
    if (isUntranslated(outcome)) {
      add(Kind.ADDRESS_WITHOUT_RULE, "no rule translates the address", outcome);
      return;
    }
    port.known().stream()
        .filter(endpoint -> isAt(endpoint, outcome))
        .findFirst()
        .ifPresentOrElse(
            endpoint ->
                add(
                    Kind.ENDPOINT_STALE,
                    "packets go to " + target + ", which is " + state(endpoint),
                    outcome),
            () ->
                add(
                    Kind.DESTINATION_UNKNOWN,
                    "packets go to " + target + ", which is no endpoint of the Service",
                    outcome));
  }

  private static String state(ProxyEndpoint endpoint) {
    return endpoint.terminating()
        ? "terminating"
        : !endpoint.ready()
            ? "not ready"
            : endpoint.isLocal() ? "not meant for this zone" : "not on this node or in this zone";
  }

  private boolean isUntranslated(Outcome outcome) {
    return outcome
        .destination()
        .equals(new Endpoint(route.offer().address(), route.offer().port()));
  }

  /// The rounding errors of the rules before an endpoint's own add up.
  private void probabilities(List<ProxyEndpoint> endpoints, double[] shares) {
    var even = 1.0 / shares.length;
    for (var i = 0; i < shares.length; i++) {
      var endpoint = endpoints.get(i);
      if (Math.abs(shares[i] - even) > ROUNDING * shares.length) {
        var outcomes = route.outcomes().stream().filter(o -> isAt(endpoint, o)).toList();
        deviations.add(
            new Deviation(
                Kind.PROBABILITY_WRONG,
                "endpoint %s gets %.4f of the packets, expected %.4f"
                    .formatted(endpoint, shares[i], even),
                outcomes));
        return;
      }
    }
  }

  private void refused(Verdict wanted, String word) {
    for (var outcome : route.outcomes()) {
      switch (outcome.verdict()) {
        case ACCEPT ->
            add(
                Kind.NOT_REFUSED,
                "packets go to " + outcome.destination() + ", expected them to be " + word,
                outcome);
        case DROP, REJECT -> {
          if (outcome.verdict() != wanted) {
            var found = outcome.verdict() == Verdict.DROP ? "dropped" : "rejected";
            add(
                Kind.REFUSED_DIFFERENTLY,
                "packets are " + found + ", expected them to be " + word,
                outcome);
          }
        }
        case UNDECIDED -> undecided(outcome);
      }
    }
  }

  private void untranslated() {
    for (var outcome : route.outcomes()) {
      if (outcome.verdict() == Verdict.ACCEPT && !isUntranslated(outcome)) {
        add(
            Kind.ADDRESS_NOT_OFFERED,
            "packets go to " + outcome.destination() + ", expected no translation",
            outcome);
      }
    }
  }

  private void undecided(Outcome outcome) {
    var why =
        outcome.likelihood().assumptions().stream()
            .map(assumption -> assumption.condition())
            .findFirst()
            .orElse(outcome.reason());
    deviations.add(
        new Deviation(
            Kind.UNDECIDED,
            "what becomes of packets depends on what the dump does not show: " + why,
            List.of(outcome)));
  }

  /// What happens only under an assumption about something that the dump does not show may be meant
  /// so: a policy's address set, a limit.
  private void add(Kind kind, String what, Outcome outcome) {
    if (!outcome.likelihood().assumptions().isEmpty()) {
      undecided(outcome);
      return;
    }
    deviations.add(new Deviation(kind, what, List.of(outcome)));
  }

  private void add(Kind kind, String what) {
    deviations.add(new Deviation(kind, what, route.outcomes()));
  }
}
