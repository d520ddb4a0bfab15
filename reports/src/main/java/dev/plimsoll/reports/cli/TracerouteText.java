package dev.plimsoll.reports.cli;

import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Leg;
import dev.plimsoll.network.traceroute.Journey.Result;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// What became of packets, as lines of text.
final class TracerouteText {

  private final boolean all;
  private final List<String> lines = new ArrayList<>();
  private final EnumSet<Result> shown = EnumSet.noneOf(Result.class);

  private TracerouteText(boolean all) {
    this.all = all;
  }

  /// Every way that packets may go: how each ends, and the first of each result hop by hop.
  ///
  /// @param all whether each is told hop by hop
  static List<String> lines(TracerouteAnswer answer, boolean all) {
    var text = new TracerouteText(all);
    for (var asked : answer.asked()) {
      text.tell(answer, asked);
    }
    if (answer.asked().isEmpty()) {
      text.lines.add("from %s  there is no address to send to".formatted(answer.from()));
    }
    return text.lines;
  }

  private void tell(TracerouteAnswer answer, TracerouteAnswer.Asked asked) {
    lines.add(
        "from %s to %s %s, %d bytes"
            .formatted(answer.from(), answer.protocol(), asked.to(), answer.length()));
    var alike = new LinkedHashMap<String, List<Journey>>();
    for (var journey : asked.journeys()) {
      alike.computeIfAbsent(TracerouteWords.ending(journey), _ -> new ArrayList<>()).add(journey);
    }
    alike.forEach(this::tell);
  }

  private void tell(String ending, List<Journey> journeys) {
    lines.add("  %s%s".formatted(ending, share(journeys)));
    var isNew = shown.add(journeys.getFirst().result());
    for (var journey : all ? journeys : isNew ? journeys.subList(0, 1) : List.<Journey>of()) {
      journey.legs().forEach(this::tell);
    }
  }

  private static String share(List<Journey> journeys) {
    var ways = journeys.size() == 1 ? "" : "  %d ways".formatted(journeys.size());
    var isKnown = journeys.stream().allMatch(each -> each.likelihood().probability().isPresent());
    var chance = journeys.stream().mapToDouble(each -> each.likelihood().chance()).sum();
    return isKnown && chance < 0.999
        ? ways + String.format(Locale.ROOT, "  %.1f %%", 100 * chance)
        : ways;
  }

  private void tell(Leg leg) {
    var trace = leg.trace();
    lines.add(
        "    %s  %s%s"
            .formatted(
                leg.kind(),
                TracerouteWords.of(trace.fate()),
                trace.room() < 65_535
                    ? "  up to %d bytes in one piece".formatted(trace.room())
                    : ""));
    var table = new TextTable("<layer", "<node", "<namespace", "<device", "<");
    for (var hop : trace.hops()) {
      table.add(
          hop.layer().toString(),
          hop.node(),
          hop.namespace().equals(hop.node()) ? "" : hop.namespace(),
          hop.device(),
          TracerouteWords.of(hop.event()));
    }
    table.lines().stream().skip(1).forEach(line -> lines.add("      " + line));
  }
}
