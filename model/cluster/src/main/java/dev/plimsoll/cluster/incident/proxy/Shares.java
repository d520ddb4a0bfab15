package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How evenly the connections to a Service fall on its endpoints: each rule of its chain takes some
/// of what the rules before have left, and the last takes the rest.
final class Shares extends Model implements SendsPackets {

  private static final Pattern PROBABILITY = Pattern.compile("--probability ([0-9.]+)");

  /// What the kernel rounds probabilities to. Linux `net/netfilter/xt_statistic.c`.
  private static final double UNITS = 1L << 31;

  private static final Packet OPENING =
      Packet.parse("tcp 10.244.0.250:40000 -> 10.96.0.10:80").arriving(Arrival.parse("cni0"));

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

  /// A client's first packet after the change.
  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    var count = Integer.parseInt(step.choices().getFirst().toString());
    var dump =
        PROBABILITY
            .matcher(web().written(count).dump())
            .replaceAll(found -> "--probability " + written(found.group(1)));
    var kernel = ProxiedService.kernel(dump, History.NONE);
    return List.of(SentPacket.through(kernel, "a client's first packet", OPENING));
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
    return web().written(count).nat().values().stream()
        .flatMap(List::stream)
        .flatMap(rule -> PROBABILITY.matcher(rule).results())
        .map(found -> Double.parseDouble(written(found.group(1))))
        .toList();
  }

  /// A probability, with fewer decimals.
  private String written(String probability) {
    return String.format(Locale.ROOT, "%." + decimals + "f", Double.parseDouble(probability));
  }

  private static ProxiedService web() {
    return new ProxiedService(Protocol.TCP, 80, 0, new SessionAffinity.None());
  }
}
