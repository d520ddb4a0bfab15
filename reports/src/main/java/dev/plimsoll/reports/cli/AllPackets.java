package dev.plimsoll.reports.cli;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.symbolic.Difference;
import dev.plimsoll.network.netfilter.symbolic.Partition;
import dev.plimsoll.network.netfilter.symbolic.ShadowedRules;
import dev.plimsoll.network.netfilter.symbolic.TooLargeException;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.function.IntSupplier;

/// The answers of `plimsoll routes` about all packets.
///
/// Packets are looked at as the first of their client: the lists of `-m recent` are empty.
///
/// @param limit how many classes or changes are shown
record AllPackets(Output output, Node node, int limit) {

  int classes(RuleSet rules) {
    return unlessTooLarge(
        () -> {
          var partition = Partition.of(rules, node, History.NONE);
          var classes = partition.classes();
          var all = partition.all().size();
          if (output.isText()) {
            output.print(PacketClassesText.classes(classes, all, limit));
          } else {
            output.print(PacketClassesJson.classes(rules.source(), classes, all, limit));
          }
          return ExitStatus.HOLDS;
        });
  }

  int diff(RuleSet before, RuleSet after) {
    return unlessTooLarge(
        () -> {
          var difference = difference(before, after);
          var was = new Traversal(before, node, History.NONE);
          var is = new Traversal(after, node, History.NONE);
          if (output.isText()) {
            output.print(PacketClassesText.changes(difference, was, is, limit));
          } else {
            output.print(PacketClassesJson.changes(difference, was, is, limit));
          }
          return difference.changes().isEmpty() ? ExitStatus.HOLDS : ExitStatus.VIOLATED;
        });
  }

  private Difference difference(RuleSet before, RuleSet after) {
    try {
      return Difference.of(before, after, node, History.NONE);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  int shadowed(RuleSet rules) {
    return unlessTooLarge(
        () -> {
          var shadowed = ShadowedRules.of(rules, node, History.NONE);
          if (output.isText()) {
            output.print(PacketClassesText.shadowed(rules.source(), shadowed));
          } else {
            output.print(PacketClassesJson.shadowed(rules.source(), shadowed));
          }
          return ExitStatus.HOLDS;
        });
  }

  private int unlessTooLarge(IntSupplier answer) {
    try {
      return answer.getAsInt();
    } catch (TooLargeException e) {
      output.err().println("plimsoll: the packets are too many kinds: " + e.getMessage());
      return ExitStatus.INCOMPLETE;
    }
  }
}
