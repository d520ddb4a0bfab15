package dev.plimsoll.reports.cli;

import dev.plimsoll.network.netfilter.symbolic.Difference;
import dev.plimsoll.network.netfilter.symbolic.PacketSet;
import dev.plimsoll.network.netfilter.symbolic.Partition.PacketClass;
import dev.plimsoll.network.netfilter.symbolic.ShadowedRules.Shadowed;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.reports.network.FateText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What becomes of all packets, as lines of text.
final class PacketClassesText {

  private PacketClassesText() {}

  /// The classes, the largest first.
  ///
  /// @param most how many are shown
  /// @param all the number of packets
  static List<String> classes(List<PacketClass> classes, BigInteger all, int most) {
    var lines = new ArrayList<String>();
    for (var each : classes.subList(0, Math.min(most, classes.size()))) {
      lines.add(FateText.share(each.size(), all) + "  " + FateText.fate(each.fate()));
      lines.addAll(packets(each.packets()));
      lines.add("");
    }
    if (classes.size() > most) {
      lines.add("%d smaller classes are not shown: --limit".formatted(classes.size() - most));
    }
    lines.add("%d classes of %s packets".formatted(classes.size(), FateText.count(all)));
    return lines;
  }

  /// What changed, and the rules that decide before and after.
  static List<String> changes(Difference difference, Traversal before, Traversal after, int most) {
    var lines = new ArrayList<String>();
    var changes = difference.changes();
    for (var change : changes.subList(0, Math.min(most, changes.size()))) {
      var sample = change.packets().sample();
      lines.add(FateText.share(change.size(), difference.packets()));
      lines.add("  was   " + FateText.fate(change.before()));
      lines.add("        " + places(before, sample));
      lines.add("  is    " + FateText.fate(change.after()));
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
    for (var conditions : packets.conditions(FateText.MOST_CONDITIONS)) {
      lines.add("        " + String.join(", ", conditions));
    }
    lines.add("        such as " + FateText.sample(packets.sample()));
    return lines;
  }

  /// The rules that a packet meets, in order.
  private static String places(Traversal walk, Packet packet) {
    var lines = FateText.lines(walk, packet);
    return lines.isEmpty()
        ? "no rule matches"
        : lines.stream()
            .map(line -> walk.rules().source() + ":" + line)
            .collect(Collectors.joining(" "));
  }
}
