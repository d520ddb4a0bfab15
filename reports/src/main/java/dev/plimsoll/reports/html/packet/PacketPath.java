package dev.plimsoll.reports.html.packet;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A packet and the ways that it can go, for a page.
///
/// @param id what the anchors of its ways begin with; another for each path of a page
/// @param title what the packet is
/// @param packet its ends, and how it came to the node
/// @param note more to say of it; empty if nothing
/// @param ways the likeliest first
/// @param others how many ways are not told at all
/// @param rules all rules of the node, each with its line; none where the reader has the dump
public record PacketPath(
    String id,
    String title,
    String packet,
    String note,
    List<Way> ways,
    int others,
    List<String> rules) {

  /// More ways than this are not told.
  public static final int MOST_WAYS = 1_500;

  /// More rules than this are not listed.
  private static final int MOST_RULES = 150;

  /// What the line of a way takes on a page.
  private static final int WAY_LENGTH = 700;

  private static final int TEXT_LENGTH = 400;

  public PacketPath {
    ways = List.copyOf(ways);
    rules = List.copyOf(rules);
  }

  /// What is to be told.
  ///
  /// @param file the dump, as its user names it
  /// @param taken the way that was gone, its place among the outcomes; empty if any may be
  /// @param fault the line of the rule at fault, if one is known
  public record Told(
      String id,
      String title,
      String note,
      String file,
      OptionalInt taken,
      Optional<Integer> fault) {

    /// Nothing but a title.
    public static Told of(String id, String title, String file) {
      return new Told(id, title, "", file, OptionalInt.empty(), Optional.empty());
    }
  }

  /// The path of a packet.
  ///
  /// @param rules those that it was walked through
  /// @param outcomes every way that it can go
  /// @param room what the page has left for pictures
  public static PacketPath of(
      Told told, RuleSet rules, Packet packet, List<Outcome> outcomes, Room room) {
    var ways = new ArrayList<Way>();
    var layout = new WayLayout(told, rules, packet);
    for (var place : order(told, outcomes)) {
      if (ways.size() == MOST_WAYS || !room.tell(WAY_LENGTH)) {
        break;
      }
      var isTaken = told.taken().equals(OptionalInt.of(place));
      var id = "%s-%d".formatted(told.id(), ways.size() + 1);
      ways.add(layout.way(id, outcomes.get(place), isTaken, room));
    }
    return new PacketPath(
        told.id(),
        Excerpt.of(told.title(), TEXT_LENGTH),
        sentence(packet),
        Excerpt.of(told.note(), TEXT_LENGTH),
        ways,
        outcomes.size() - ways.size(),
        List.of());
  }

  /// The path with all rules of the node, if they are few enough to be read and there is room.
  public PacketPath withRules(RuleSet all, Room room) {
    var length = all.rules().mapToInt(rule -> rule.text().length()).sum();
    if (all.rules().count() > MOST_RULES || !room.tell(length)) {
      return this;
    }
    var lines = new ArrayList<NumberedRule>();
    for (var table : all.tables().values()) {
      for (var chain : table.chains().values()) {
        for (var rule : chain.rules()) {
          var text = "-A %s %s".formatted(chain.name(), rule.text());
          lines.add(new NumberedRule(rule.line(), table.name() + "  " + text));
        }
      }
    }
    var sorted =
        lines.stream()
            .sorted(Comparator.comparingInt(NumberedRule::line))
            .map(each -> "%4d  %s".formatted(each.line(), Excerpt.of(each.text(), TEXT_LENGTH)))
            .toList();
    return new PacketPath(id, title, packet, note, ways, others, sorted);
  }

  private record NumberedRule(int line, String text) {}

  /// The places of the outcomes: the one that was taken first, then those that met the rule at
  /// fault, then the likeliest.
  private static List<Integer> order(Told told, List<Outcome> outcomes) {
    return IntStream.range(0, outcomes.size())
        .boxed()
        .sorted(
            Comparator.comparing((Integer place) -> !told.taken().equals(OptionalInt.of(place)))
                .thenComparing(place -> !meetsFault(told, outcomes.get(place)))
                .thenComparingDouble(place -> -rounded(outcomes.get(place).likelihood().chance())))
        .toList();
  }

  /// The kernel rounds probabilities, so that equal shares are not quite equal.
  private static double rounded(double chance) {
    return Math.rint(chance * 1e6) / 1e6;
  }

  private static boolean meetsFault(Told told, Outcome outcome) {
    return told.fault().isPresent()
        && outcome.path().stream().anyMatch(step -> step.line() == told.fault().get());
  }

  /// How many ways there are, in words.
  public String count() {
    return Quantity.of(ways.size() + others, "way");
  }

  /// Whether there are so many ways that one is looked for by its words.
  public boolean isLong() {
    return ways.size() > 12;
  }

  private static String sentence(Packet packet) {
    return packet
        + switch (packet.arrival()) {
          case Arrival.Made() -> ", made on the node";
          case Arrival.Received(var by) ->
              by.map(name -> ", by " + name).orElse(", by an interface that is not known");
        };
  }
}
