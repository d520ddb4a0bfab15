package dev.plimsoll.reports.network;

import dev.plimsoll.network.netfilter.symbolic.Fate;
import dev.plimsoll.network.netfilter.symbolic.Fate.End;
import dev.plimsoll.network.netfilter.symbolic.Fate.Way;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Sets of packets, and what becomes of them, in words.
public final class FateText {

  /// The number of lists of conditions that tell which packets are in a class.
  public static final int MOST_CONDITIONS = 4;

  private static final int MOST_WAYS = 6;

  private FateText() {}

  /// A packet, with what [Packet#toString()] leaves out where it is not usual.
  public static String sample(Packet packet) {
    var text = new StringBuilder(packet.toString());
    text.append(
        switch (packet.arrival()) {
          case Arrival.Made() -> " made here";
          case Arrival.Received(var by) -> " by " + by.orElse("?");
        });
    text.append(" ").append(packet.state());
    if (packet.mark() != 0) {
      text.append(" mark 0x%x".formatted(packet.mark()));
    }
    if (packet.connectionMark() != 0) {
      text.append(" connmark 0x%x".formatted(packet.connectionMark()));
    }
    packet.mac().ifPresent(mac -> text.append(" mac ").append(mac));
    if (packet.laterFragment()) {
      text.append(" later fragment");
    }
    return text.toString();
  }

  /// The ways that packets go, with their probabilities.
  public static String fate(Fate fate) {
    var ways =
        fate.ways().stream()
            .limit(MOST_WAYS)
            .map(way -> end(way.end()) + chance(way))
            .collect(Collectors.joining("; "));
    return fate.ways().size() > MOST_WAYS
        ? ways + "; and %d more ways".formatted(fate.ways().size() - MOST_WAYS)
        : ways;
  }

  private static String chance(Way way) {
    if (!way.assumptions().isEmpty()) {
      return " (if " + String.join(", ", way.assumptions()) + ")";
    }
    return way.chance() > 1 - 1e-6 ? "" : String.format(Locale.ROOT, " (%.4f)", way.chance());
  }

  private static String end(End end) {
    return switch (end) {
      case End.Accepted(var destination, var source, var masqueraded, var delivery, var exit) ->
          "ACCEPT "
              + (destination.isNone() ? "" : "-> " + destination + " ")
              + delivery
              + exit.map(by -> " by " + by).orElse("")
              + (masqueraded ? " masqueraded" : "")
              + source.filter(from -> !from.isNone()).map(from -> " as " + from).orElse("");
      case End.Undecided(var reason) -> "UNDECIDED: " + reason;
      case End.Dropped _, End.Rejected _ -> end.verdict().toString();
    };
  }

  /// The lines of the rules that a packet meets, on whatever way.
  public static List<Integer> lines(Traversal walk, Packet packet) {
    var lines = new LinkedHashSet<Integer>();
    walk.outcomes(packet)
        .forEach(outcome -> outcome.path().stream().map(Step::line).forEach(lines::add));
    return List.copyOf(lines);
  }

  /// A number of packets as a part of all that there are.
  public static String share(BigInteger size, BigInteger all) {
    var share = new BigDecimal(size).divide(new BigDecimal(all), new MathContext(3));
    return share.compareTo(new BigDecimal("0.0001")) < 0
        ? "%9s".formatted("<0.01%")
        : String.format(Locale.ROOT, "%8.2f%%", share.doubleValue() * 100);
  }

  /// A number of packets as a power of two.
  public static String count(BigInteger size) {
    return "2^%.1f".formatted(Math.log(size.doubleValue()) / Math.log(2));
  }
}
