package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.SessionAffinity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How evenly the connections to a Service fall on its endpoints: each rule of its chain takes some
/// of what the rules before have left, and the last takes the rest.
final class Shares extends Model {

  private static final Pattern PROBABILITY = Pattern.compile("--probability ([0-9.]+)");

  /// What the kernel rounds probabilities to. Linux `net/netfilter/xt_statistic.c`.
  private static final double UNITS = 1L << 31;

  private final int decimals;
  private final Cell<Integer> endpoints = cell("endpoints", 1);

  /// @param most endpoints
  /// @param decimals with which probabilities are written
  /// @param tolerance by which a share may differ from an equal one
  Shares(int most, int decimals, double tolerance) {
    this.decimals = decimals;
    var numbers = IntStream.rangeClosed(1, most).boxed().toList();
    rule("the Deployment is scaled", tx -> tx.set(endpoints, tx.choose(numbers)));

    always(
        "each endpoint gets an equal share",
        s -> {
          var shares = shares(s.get(endpoints));
          return shares.stream()
              .allMatch(share -> Math.abs(share * shares.size() - 1) <= tolerance);
        });
    sometimes(
        "probabilities that look unequal give equal shares",
        s -> probabilities(s.get(endpoints)).stream().distinct().count() > 2);
  }

  private List<Double> shares(int count) {
    var shares = new ArrayList<Double>();
    var left = 1.0;
    for (double probability : probabilities(count)) {
      var taken = Math.rint(probability * UNITS) / UNITS;
      shares.add(left * taken);
      left *= 1 - taken;
    }
    shares.add(left);
    return shares;
  }

  /// What the rules of the Service's chain say, in order.
  private List<Double> probabilities(int count) {
    var web = new ProxiedService(Protocol.TCP, 80, 0, new SessionAffinity.None());
    return web.written(count).nat().values().stream()
        .flatMap(List::stream)
        .flatMap(rule -> PROBABILITY.matcher(rule).results())
        .map(found -> Double.parseDouble(found.group(1)))
        .map(found -> Double.parseDouble(String.format(Locale.ROOT, "%." + decimals + "f", found)))
        .toList();
  }
}
