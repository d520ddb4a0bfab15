package dev.plimsoll.reports.html.network;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.reports.html.network.PacketPage.Figure;
import dev.plimsoll.reports.html.network.PacketPage.Listing;
import dev.plimsoll.reports.html.network.PacketPage.Part;
import dev.plimsoll.reports.html.packet.PacketPath;
import dev.plimsoll.reports.html.packet.PacketPath.Told;
import dev.plimsoll.reports.html.packet.Room;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the rules of a node do with some packets.
///
/// @param file the dump, as its user names it
/// @param command the command line that makes the page again
/// @param version of Plimsoll
public record FlowsPage(String file, RuleSet rules, String command, String version) {

  private static final int MOST_PACKETS = 500;

  /// A packet and every way that it can go.
  public record Flow(Packet packet, List<Outcome> outcomes) {
    public Flow {
      outcomes = List.copyOf(outcomes);
    }
  }

  /// The page of one packet or of several.
  public PacketPage of(List<Flow> flows) {
    var room = new Room(Room.PAGE);
    var parts = new ArrayList<Part>();
    for (var flow : flows.subList(0, Math.min(MOST_PACKETS, flows.size()))) {
      var id = "p" + (parts.size() + 1);
      var path = PacketPath.of(Told.of(id, "", file), rules, flow.packet(), flow.outcomes(), room);
      var tone = tone(flow.outcomes());
      parts.add(
          new Part(
              id + "-packet",
              tone,
              sign(tone),
              verdicts(flow.outcomes()),
              flow.packet().toString(),
              List.of(),
              List.of(path)));
    }
    return new PacketPage(
        flows.size() == 1
            ? flows.getFirst().packet().toString()
            : Quantity.of(flows.size(), "packet"),
        List.of("Under the rules of " + file),
        verdict(flows),
        List.of(
            new Figure("Rules", Quantity.of(rules.rules().count())),
            new Figure("Packets", Quantity.of(flows.size())),
            new Figure(
                "Ways", Quantity.of(flows.stream().mapToInt(it -> it.outcomes().size()).sum()))),
        "Through the chains",
        parts,
        flows.size() <= MOST_PACKETS
            ? List.of()
            : List.of(
                new Listing("Other packets", List.of(), List.of(), flows.size() - MOST_PACKETS)),
        command,
        version);
  }

  private static PacketPage.Verdict verdict(List<Flow> flows) {
    var all = flows.stream().flatMap(flow -> flow.outcomes().stream()).toList();
    var tone = tone(all);
    var word =
        switch (tone) {
          case "good" -> "Accepted";
          case "bad" -> "Not accepted";
          default -> all.stream().anyMatch(FlowsPage::isOpen) ? "Not decided" : "It depends";
        };
    return new PacketPage.Verdict(
        tone,
        sign(tone),
        word,
        "%s, %s: %s."
            .formatted(
                Quantity.of(flows.size(), "packet"), Quantity.of(all.size(), "way"), verdicts(all)),
        "First packets of connections, unless a flow says otherwise; what the dump does not show,"
            + " such as sets that are not known, is assumed either way.");
  }

  private static boolean isOpen(Outcome outcome) {
    return outcome.verdict() == Verdict.UNDECIDED;
  }

  /// How many ways have which verdict.
  private static String verdicts(List<Outcome> outcomes) {
    var counts =
        outcomes.stream().collect(Collectors.groupingBy(Outcome::verdict, Collectors.counting()));
    return counts.size() == 1
        ? counts.keySet().iterator().next().toString()
        : counts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> Quantity.of(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }

  private static String tone(List<Outcome> outcomes) {
    if (outcomes.stream().allMatch(each -> each.verdict() == Verdict.ACCEPT)) {
      return "good";
    }
    return outcomes.stream()
            .allMatch(each -> each.verdict() == Verdict.DROP || each.verdict() == Verdict.REJECT)
        ? "bad"
        : "warn";
  }

  private static String sign(String tone) {
    return switch (tone) {
      case "good" -> "✓";
      case "bad" -> "✕";
      default -> "?";
    };
  }
}
