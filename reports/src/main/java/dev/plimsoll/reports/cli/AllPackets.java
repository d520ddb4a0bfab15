package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.symbolic.Difference;
import dev.plimsoll.network.netfilter.symbolic.Partition;
import dev.plimsoll.network.netfilter.symbolic.ShadowedRules;
import dev.plimsoll.network.netfilter.symbolic.TooLargeException;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.reports.ci.RouteSuites;
import dev.plimsoll.reports.ci.Suite;
import dev.plimsoll.reports.html.network.ClassesPage;
import dev.plimsoll.reports.network.FateText;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The answers of `plimsoll routes` about all packets.
///
/// Packets are looked at as the first of their client: the lists of `-m recent` are empty.
///
/// @param page beside the answer
/// @param limit how many classes or changes are shown
/// @param start when it began, as `System.nanoTime` says
record AllPackets(ResultOutput output, PageOption page, Node node, int limit, long start) {

  int classes(RuleSet rules) {
    return unlessTooLarge(
        () -> {
          var partition = Partition.of(rules, node, History.NONE);
          var classes = partition.classes();
          var all = partition.all().size();
          var file = rules.source();
          var walk = new Traversal(rules, node, History.NONE);
          finish(
              () -> PacketClassesText.classes(classes, all, limit),
              suites().classes(file, FateText.count(all) + " packets"),
              () -> PacketClassesJson.classes(file, classes, all, limit),
              (command, version) ->
                  ClassesPage.classes(walk, classes, all, limit, command, version));
          return ExitStatus.HOLDS;
        });
  }

  int diff(RuleSet before, RuleSet after) {
    return unlessTooLarge(
        () -> {
          var difference = difference(before, after);
          var was = new Traversal(before, node, History.NONE);
          var is = new Traversal(after, node, History.NONE);
          finish(
              () -> PacketClassesText.changes(difference, was, is, limit),
              suites().of(difference, is, limit),
              () -> PacketClassesJson.changes(difference, was, is, limit),
              (command, version) ->
                  ClassesPage.changes(difference, was, is, limit, command, version));
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
          var walk = new Traversal(rules, node, History.NONE);
          finish(
              () -> PacketClassesText.shadowed(rules.source(), shadowed),
              suites().of(rules.source(), shadowed),
              () -> PacketClassesJson.shadowed(rules.source(), shadowed),
              (command, version) -> ClassesPage.shadowed(walk, shadowed, command, version));
          return ExitStatus.HOLDS;
        });
  }

  private RouteSuites suites() {
    return new RouteSuites(output.command(), Duration.ofNanos(System.nanoTime() - start));
  }

  private void finish(
      Supplier<List<String>> text, Suite suite, Supplier<Json> json, PageOption.Maker maker) {
    if (output.isText()) {
      output.print(text.get());
    }
    output.finish(List.of(suite), json);
    var told = page.write(maker);
    if (output.isText()) {
      output.print(told);
    }
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
