package dev.plimsoll.reports.html.packet;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Stage;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.reports.html.packet.Journey.Met;
import dev.plimsoll.reports.html.packet.Journey.Visit;
import dev.plimsoll.reports.html.packet.PacketPath.Told;
import dev.plimsoll.reports.html.packet.Way.Row;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lays out the ways of a packet.
///
/// @param rules those that it was walked through
record WayLayout(Told told, RuleSet rules, Packet packet) {

  private static final int RULE_LENGTH = 500;
  private static final int MOST_LINES = 200;

  Way way(String id, Outcome outcome, boolean isTaken, Room room) {
    var likelihood = outcome.likelihood();
    var isAccepted = outcome.verdict() == Verdict.ACCEPT;
    var drawn =
        room.draw(outcome.path().size())
            ? Optional.of(Journey.of(rules, outcome))
            : Optional.<Journey>empty();
    return new Way(
        id,
        tone(outcome.verdict()),
        sign(outcome.verdict()),
        outcome.verdict().toString(),
        isAccepted ? outcome.destination().toString() : "",
        details(outcome),
        likelihood.assumptions().isEmpty() ? percent(likelihood.chance()) : "probability not known",
        100 * likelihood.chance(),
        isTaken,
        likelihood.assumptions().stream()
            .map(
                each ->
                    "%s %s (%s:%d)"
                        .formatted(
                            Excerpt.of(each.condition(), RULE_LENGTH),
                            each.holds() ? "holds" : "does not hold",
                            told.file(),
                            each.at().line()))
            .toList(),
        lines(outcome.path()),
        drawn.map(this::rows).orElse(List.of()),
        drawn.isPresent() ? drawing(outcome, drawn.get()) : null);
  }

  private static String lines(List<Step> path) {
    var first =
        path.stream()
            .limit(MOST_LINES)
            .map(step -> Integer.toString(step.line()))
            .collect(Collectors.joining(", "));
    return path.size() <= MOST_LINES
        ? first
        : "%s and %s more".formatted(first, Quantity.of(path.size() - MOST_LINES));
  }

  private static List<String> details(Outcome outcome) {
    var details = new ArrayList<String>();
    if (outcome.verdict() == Verdict.ACCEPT) {
      details.add(outcome.delivery() + outcome.exit().map(by -> " by " + by).orElse(""));
      if (outcome.masqueraded()) {
        details.add("masqueraded as " + RuleWords.source(outcome.source()));
      }
    }
    if (!outcome.reason().isEmpty()) {
      details.add(Excerpt.of(outcome.reason(), RULE_LENGTH));
    }
    return details;
  }

  private Drawing drawing(Outcome outcome, Journey journey) {
    return Draughtsman.draw(
        new Draughtsman.Subject(
            told.file(),
            journey,
            packet.toString(),
            start(journey),
            tone(outcome.verdict()),
            end(outcome),
            outcome.verdict() + " " + String.join(", ", details(outcome)),
            told.fault()));
  }

  private List<String> start(Journey journey) {
    var lines = new ArrayList<>(Draughtsman.lines(journey.stops().getFirst().before()));
    lines.addFirst(packet.protocol().toString());
    return lines;
  }

  private static List<String> end(Outcome outcome) {
    var lines = new ArrayList<String>();
    lines.add(sign(outcome.verdict()) + " " + outcome.verdict());
    if (outcome.verdict() == Verdict.ACCEPT) {
      lines.add("→ " + outcome.destination());
    }
    lines.addAll(details(outcome));
    return lines;
  }

  private List<Row> rows(Journey journey) {
    var rows = new ArrayList<Row>();
    for (var stop : journey.stops()) {
      if (stop.stage() instanceof Stage.Table(var hook, _)) {
        stop.visit().ifPresent(chain -> add(hook.name(), chain, rows));
      }
    }
    return rows;
  }

  private void add(String hook, Visit chain, List<Row> rows) {
    for (var met : chain.met()) {
      rows.add(row(hook, met));
      met.called().ifPresent(called -> add(hook, called, rows));
    }
  }

  private Row row(String hook, Met met) {
    var step = met.step();
    return new Row(
        hook,
        step.table().toString(),
        step.chain(),
        step.rule(),
        told.file() + ":" + step.line(),
        Excerpt.of(met.rule().text(), RULE_LENGTH),
        String.join("; ", RuleWords.changes(met.before(), met.after())));
  }

  /// A share of one, as a person reads it: never 0 or 100 percent where it is not.
  static String percent(double share) {
    var percent = 100 * share;
    if (percent > 0 && percent < 0.01) {
      return "< 0.01 %";
    }
    if (percent < 100 && percent > 99.99) {
      return "> 99.99 %";
    }
    var text = String.format(Locale.ROOT, "%.2f", percent);
    return text.replaceFirst("\\.?0+$", "") + " %";
  }

  private static String tone(Verdict verdict) {
    return switch (verdict) {
      case ACCEPT -> "good";
      case DROP, REJECT -> "bad";
      case UNDECIDED -> "warn";
    };
  }

  private static String sign(Verdict verdict) {
    return switch (verdict) {
      case ACCEPT -> "✓";
      case DROP, REJECT -> "✕";
      case UNDECIDED -> "?";
    };
  }
}
