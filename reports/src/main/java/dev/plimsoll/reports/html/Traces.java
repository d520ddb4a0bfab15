package dev.plimsoll.reports.html;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.properties.text.TraceText;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.html.chart.Channels;
import dev.plimsoll.reports.html.chart.Lanes;
import dev.plimsoll.reports.html.packet.Room;
import dev.plimsoll.reports.html.walk.Walk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The traces of a run, in the order of the page: the one to the failure of the model, then those
/// of the claims in order, violated ones first.
///
/// @param model to be asked about them; null if there is none
/// @param room for pictures of packets
record Traces(RunReport run, @Nullable Model model, Room room) {

  private static final int MOST_TRACES = 20;

  /// The characters of a page that pictures of packets may take.
  private static final int PACKETS = 900_000;

  static List<TraceView> of(RunReport run, @Nullable Model model) {
    return new Traces(run, model, new Room(PACKETS)).views();
  }

  private List<TraceView> views() {
    var views = new ArrayList<TraceView>();
    var failure = run.result().failure();
    if (failure != null) {
      views.add(
          view("", failure.where(), true, "an exception is thrown after this", failure.trace()));
    }
    var claims =
        run.result().claims().stream()
            .sorted(Comparator.comparing(claim -> claim.status() != Status.VIOLATED))
            .limit(MOST_TRACES)
            .toList();
    for (var claim : claims) {
      var trace = claim.trace();
      if (trace != null) {
        var prefix = views.isEmpty() ? "" : "t" + (views.size() + 1) + "-";
        var violates = claim.status() == Status.VIOLATED;
        views.add(view(prefix, claim.name(), violates, ending(claim, trace), trace));
      }
    }
    return List.copyOf(views);
  }

  private TraceView view(
      String prefix, String claim, boolean violates, String ending, Trace trace) {
    var coverage = run.result().coverage();
    var channels = model == null ? null : Channels.of(model);
    var names = run.result().claims().stream().map(ClaimResult::name).toList();
    var walk =
        model == null || trace.length() > TraceLayout.MOST_STATES
            ? null
            : Walk.of(model, trace, names).orElse(null);
    return TraceLayout.of(
        trace,
        new TraceLayout.Told(
            prefix,
            claim,
            violates,
            ending,
            coverage,
            Lanes.of(trace, coverage, channels),
            walk,
            new StepPackets(walk, room),
            run.replays().get(claim)));
  }

  private static String ending(ClaimResult claim, Trace trace) {
    return switch (claim.kind()) {
      case ALWAYS -> "violated here";
      case SOMETIMES -> claim.status() == Status.SEEN ? "seen here" : "the trace ends here";
      case DEADLOCK_FREE -> "no rule can fire here";
      case LIVENESS ->
          TraceText.forever(trace).map("then for ever: "::concat).orElse("the trace ends here");
    };
  }
}
