package dev.plimsoll.reports.cli;

import dev.plimsoll.network.netfilter.symbolic.Difference;
import dev.plimsoll.network.netfilter.symbolic.Fate;
import dev.plimsoll.network.netfilter.symbolic.Fate.End;
import dev.plimsoll.network.netfilter.symbolic.Fate.Way;
import dev.plimsoll.network.netfilter.symbolic.PacketSet;
import dev.plimsoll.network.netfilter.symbolic.Partition.PacketClass;
import dev.plimsoll.network.netfilter.symbolic.ShadowedRules.Shadowed;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What becomes of all packets, as lines of text.
final class PacketClassesText {

  /// The number of lists of conditions that tell which packets are in a class.
  static final int MOST_CONDITIONS = 4;

  private static final int MOST_WAYS = 6;

  private PacketClassesText() {}

  /// The classes, the largest first.
  ///
  /// @param most how many are shown
  /// @param all the number of packets
  static List<String> classes(List<PacketClass> classes, BigInteger all, int most) {
    var lines = new ArrayList<String>();
    for (var each : classes.subList(0, Math.min(most, classes.size()))) {
      lines.add(share(each.size(), all) + "  " + fate(each.fate()));
      lines.addAll(packets(each.packets()));
      lines.add("");
    }
    if (classes.size() > most) {
      lines.add("%d smaller classes are not shown: --limit".formatted(classes.size() - most));
    }
    lines.add("%d classes of %s packets".formatted(classes.size(), count(all)));
    return lines;
  }

  /// What changed, and the rules that decide before and after.
  static List<String> changes(Difference difference, Traversal before, Traversal after, int most) {
    var lines = new ArrayList<String>();
    var changes = difference.changes();
    for (var change : changes.subList(0, Math.min(most, changes.size()))) {
      var sample = change.packets().sample();
      lines.add(share(change.size(), difference.packets()));
      lines.add("  was   " + fate(change.before()));
      lines.add("        " + places(before, sample));
      lines.add("  is    " + fate(change.after()));
      lines.add("        " + places(after, sample));
      lines.addAll(packets(change.packets()));
      lines.add("");
    }
    if (changes.size() > most) {
      lines.add("%d smaller changes are not shown: --limit".formatted(changes.size() - most));
    }
    lines.add(
        changes.isEmpty()
            ? "no packet has another fate"
            : "%d changes of fate".formatted(changes.size()));
    return lines;
  }

  /// Rules that no packet meets.
  static List<String> shadowed(String dump, List<Shadowed> rules) {
    var lines = new ArrayList<String>();
    for (var each : rules) {
      lines.add(
          "%s:%d  %s %s rule %d  %s"
              .formatted(
                  dump,
                  each.at().line(),
                  each.at().table(),
                  each.at().chain(),
                  each.at().rule(),
                  each.rule().text()));
      lines.add(
          switch (each.reason()) {
            case CHAIN_UNREACHED -> "  no packet gets into its chain";
            case NEVER_MET -> "  no packet that gets into its chain meets its conditions";
            case SHADOWED ->
                "  shadowed by "
                    + each.by().stream()
                        .map(step -> dump + ":" + step.line())
                        .collect(Collectors.joining(", "));
          });
    }
    lines.add(
        rules.isEmpty()
            ? "every rule is met by some packet"
            : "%d rules are met by no packet".formatted(rules.size()));
    return lines;
  }

  private static List<String> packets(PacketSet packets) {
    var lines = new ArrayList<String>();
    for (var conditions : packets.conditions(MOST_CONDITIONS)) {
      lines.add("        " + String.join(", ", conditions));
    }
    lines.add("        such as " + sample(packets.sample()));
    return lines;
  }

  /// A packet, with what [Packet#toString()] leaves out where it is not usual.
  static String sample(Packet packet) {
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
    if (packet.laterFragment()) {
      text.append(" later fragment");
    }
    return text.toString();
  }

  private static String fate(Fate fate) {
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

  /// The rules that a packet meets, in order.
  private static String places(Traversal walk, Packet packet) {
    var lines = lines(walk, packet);
    return lines.isEmpty()
        ? "no rule matches"
        : lines.stream()
            .map(line -> walk.rules().source() + ":" + line)
            .collect(Collectors.joining(" "));
  }

  /// The lines of the rules that a packet meets, on whatever way.
  static List<Integer> lines(Traversal walk, Packet packet) {
    var lines = new LinkedHashSet<Integer>();
    walk.outcomes(packet)
        .forEach(outcome -> outcome.path().stream().map(Step::line).forEach(lines::add));
    return List.copyOf(lines);
  }

  private static String share(BigInteger size, BigInteger all) {
    var share = new BigDecimal(size).divide(new BigDecimal(all), new MathContext(3));
    return share.compareTo(new BigDecimal("0.0001")) < 0
        ? "%9s".formatted("<0.01%")
        : String.format(Locale.ROOT, "%8.2f%%", share.doubleValue() * 100);
  }

  private static String count(BigInteger size) {
    return "2^%.1f".formatted(Math.log(size.doubleValue()) / Math.log(2));
  }
}
