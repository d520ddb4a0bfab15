package dev.plimsoll.reports.html.network;

import dev.plimsoll.network.netfilter.symbolic.Difference;
import dev.plimsoll.network.netfilter.symbolic.Difference.Change;
import dev.plimsoll.network.netfilter.symbolic.PacketSet;
import dev.plimsoll.network.netfilter.symbolic.Partition.PacketClass;
import dev.plimsoll.network.netfilter.symbolic.ShadowedRules.Shadowed;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.reports.html.network.PacketPage.Fact;
import dev.plimsoll.reports.html.network.PacketPage.Figure;
import dev.plimsoll.reports.html.network.PacketPage.Line;
import dev.plimsoll.reports.html.network.PacketPage.Listing;
import dev.plimsoll.reports.html.network.PacketPage.Part;
import dev.plimsoll.reports.html.network.PacketPage.Verdict;
import dev.plimsoll.reports.html.packet.PacketPath;
import dev.plimsoll.reports.html.packet.PacketPath.Told;
import dev.plimsoll.reports.html.packet.Room;
import dev.plimsoll.reports.html.text.Quantity;
import dev.plimsoll.reports.network.FateText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What becomes of all packets under the rules of a node, and which fare otherwise under others.
public final class ClassesPage {

  private static final String CAVEAT =
      "Packets are looked at as the first of their client: the lists of -m recent are empty.";

  private final Room room = new Room(Room.PAGE);
  private final String command;
  private final String version;

  private ClassesPage(String command, String version) {
    this.command = command;
    this.version = version;
  }

  /// The packets of each fate.
  ///
  /// @param all the number of packets
  /// @param most how many classes are shown
  /// @param command the command line that makes the page again
  /// @param version of Plimsoll
  public static PacketPage classes(
      Traversal walk,
      List<PacketClass> classes,
      BigInteger all,
      int most,
      String command,
      String version) {
    var page = new ClassesPage(command, version);
    var parts = new ArrayList<Part>();
    for (var each : classes.subList(0, Math.min(most, classes.size()))) {
      var number = parts.size() + 1;
      parts.add(
          new Part(
              "class-" + number,
              "good",
              "",
              FateText.share(each.size(), all).strip(),
              FateText.fate(each.fate()),
              packets(each.packets()),
              List.of(page.path("c" + number, "", walk, walk, each.packets().sample()))));
    }
    return page.page(
        walk.rules().source(),
        "All packets in classes of the same fate",
        new Verdict(
            "good",
            "✓",
            Quantity.of(classes.size()) + (classes.size() == 1 ? " class" : " classes"),
            "%s packets have %s."
                .formatted(FateText.count(all), Quantity.of(classes.size(), "fate")),
            CAVEAT),
        parts,
        new Listing("Smaller classes", List.of(), List.of(), classes.size() - parts.size()));
  }

  /// The packets that have another fate.
  ///
  /// @param most how many changes are shown
  public static PacketPage changes(
      Difference difference,
      Traversal before,
      Traversal after,
      int most,
      String command,
      String version) {
    var page = new ClassesPage(command, version);
    var changes = difference.changes();
    var parts = new ArrayList<Part>();
    for (var change : changes.subList(0, Math.min(most, changes.size()))) {
      parts.add(page.part(parts.size() + 1, change, difference.packets(), before, after));
    }
    var verdict =
        changes.isEmpty()
            ? new Verdict("good", "✓", "Nothing changed", "No packet has another fate.", CAVEAT)
            : new Verdict(
                "bad",
                "✕",
                "Packets fare otherwise",
                "%s of fate between %s and %s."
                    .formatted(
                        Quantity.of(changes.size(), "change"),
                        before.rules().source(),
                        after.rules().source()),
                CAVEAT);
    return page.page(
        after.rules().source(),
        "Compared with " + before.rules().source(),
        verdict,
        parts,
        new Listing(
            "Changes",
            List.of("Packets", "Was", "Lines", "Is", "Lines"),
            lines(parts, changes, before, after),
            changes.size() - parts.size()));
  }

  private static List<Line> lines(
      List<Part> parts, List<Change> changes, Traversal before, Traversal after) {
    var lines = new ArrayList<Line>();
    for (var part : parts) {
      var change = changes.get(lines.size());
      var sample = change.packets().sample();
      lines.add(
          new Line(
              part.tone(),
              part.sign(),
              part.word(),
              "#" + part.id(),
              List.of(
                  List.of(part.heading()),
                  List.of(FateText.fate(change.before())),
                  List.of(joined(before, sample)),
                  List.of(FateText.fate(change.after())),
                  List.of(joined(after, sample)))));
    }
    return lines;
  }

  private static String joined(Traversal walk, Packet sample) {
    return FateText.lines(walk, sample).stream()
        .map(line -> Integer.toString(line))
        .collect(Collectors.joining(", "));
  }

  private Part part(int number, Change change, BigInteger all, Traversal before, Traversal after) {
    var sample = change.packets().sample();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("Was", "", FateText.fate(change.before()), false));
    facts.add(new Fact("Is", "", FateText.fate(change.after()), false));
    facts.addAll(packets(change.packets()));
    return new Part(
        "change-" + number,
        "warn",
        "!",
        FateText.share(change.size(), all).strip(),
        change.packets().conditions(1).stream()
            .findFirst()
            .map(conditions -> String.join(", ", conditions))
            .orElse("every packet"),
        facts,
        List.of(
            path("c%d-was".formatted(number), "Was", before, after, sample),
            path("c%d-is".formatted(number), "Is", after, before, sample)));
  }

  /// The rules that no packet meets.
  public static PacketPage shadowed(
      Traversal walk, List<Shadowed> rules, String command, String version) {
    var file = walk.rules().source();
    var lines = rules.stream().map(ClassesPage::line).toList();
    var verdict =
        rules.isEmpty()
            ? new Verdict("good", "✓", "No dead rule", "Every rule is met by some packet.", CAVEAT)
            : new Verdict(
                "warn",
                "!",
                "Dead rules",
                "%s met by no packet."
                    .formatted(
                        Quantity.of(rules.size(), "rule") + (rules.size() == 1 ? " is" : " are")),
                CAVEAT);
    return new PacketPage(
        file,
        List.of("The rules that no packet meets"),
        verdict,
        List.of(
            new Figure("Rules", Quantity.of(walk.rules().rules().count())),
            new Figure("Met by no packet", Quantity.of(rules.size()))),
        "",
        List.of(),
        List.of(
            new Listing(
                "Rules that no packet meets",
                List.of("Line", "Table", "Chain", "Rule", "Why"),
                lines,
                0)),
        command,
        version);
  }

  private static Line line(Shadowed each) {
    var why =
        switch (each.reason()) {
          case CHAIN_UNREACHED -> "no packet gets into its chain";
          case NEVER_MET -> "no packet that gets into its chain meets its conditions";
          case SHADOWED ->
              each.by().stream()
                  .map(step -> Integer.toString(step.line()))
                  .collect(Collectors.joining(", ", "shadowed by line ", ""));
        };
    return new Line(
        "warn",
        "!",
        each.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        "",
        List.of(
            List.of(Integer.toString(each.at().line())),
            List.of(each.at().table().toString()),
            List.of(each.at().chain()),
            List.of(each.rule().text()),
            List.of(why)));
  }

  /// The path of a packet; of ways that are equally likely, those first that it does not go under
  /// other rules.
  private PacketPath path(String id, String title, Traversal walk, Traversal other, Packet sample) {
    var elsewhere = other.outcomes(sample).stream().map(ClassesPage::end).toList();
    var outcomes =
        walk.outcomes(sample).stream()
            .sorted(Comparator.comparing(outcome -> elsewhere.contains(end(outcome))))
            .toList();
    var told = Told.of(id, title, walk.rules().source());
    return PacketPath.of(told, walk.rules(), sample, outcomes, room);
  }

  private static List<Object> end(Outcome outcome) {
    return List.of(outcome.verdict(), outcome.destination(), outcome.source(), outcome.delivery());
  }

  private static List<Fact> packets(PacketSet packets) {
    var facts = new ArrayList<Fact>();
    for (var conditions : packets.conditions(FateText.MOST_CONDITIONS)) {
      facts.add(
          new Fact(facts.isEmpty() ? "Packets" : "or", "", String.join(", ", conditions), true));
    }
    facts.add(new Fact("Such as", "", FateText.sample(packets.sample()), true));
    return facts;
  }

  private PacketPage page(
      String heading, String about, Verdict verdict, List<Part> parts, Listing listing) {
    return new PacketPage(
        heading,
        List.of(about),
        verdict,
        List.of(),
        "The largest first",
        parts,
        listing.lines().isEmpty() && listing.others() == 0 ? List.of() : List.of(listing),
        command,
        version);
  }
}
