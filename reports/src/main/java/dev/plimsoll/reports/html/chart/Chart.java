package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message sequence chart: a lane for each component, place, process or channel, a row for each
/// step, time going down.
///
/// @param lanes those in which something happens
/// @param rows one for each step, the initial state first
/// @param marks where something changed or somebody acted
/// @param messages what the arrows show, as a table
public record Chart(
    List<Lane> lanes, List<Row> rows, List<Mark> marks, List<Arrow> arrows, List<Entry> messages) {

  /// The height of a row in pixels; the style sheet has it too.
  static final int ROW = 44;

  /// The width of a page's chart in pixels that lanes share, if they are neither too narrow for a
  /// label nor wider than an eye follows.
  private static final int WIDTH = 810;

  private static final int NARROWEST_LANE = 128;
  private static final int WIDEST_LANE = 246;

  private static final int MOST_LANES = 40;
  private static final int MOST_MESSAGES = 3_000;

  /// A component, place, process or channel.
  ///
  /// @param kind `process`, `place` or `channel`
  /// @param x the middle of the lane
  public record Lane(String name, String kind, int x) {}

  /// A step.
  ///
  /// @param action the rule and its arguments, messages by their kind alone
  /// @param title all of it
  public record Row(int step, String action, String title) {}

  /// A change in a lane.
  ///
  /// @param lane its place among the lanes, from 0
  /// @param acting whether the step was its own
  /// @param title what changed
  public record Mark(int lane, int x, int y, boolean acting, String title) {}

  /// A message in words.
  ///
  /// @param to the lane that it is for, or its channel
  public record Entry(
      String kind, String from, String to, int sent, String outcome, String payload) {}

  /// The width of a lane in pixels.
  public int lane() {
    return lane(lanes.size());
  }

  /// The width of the drawing in pixels.
  public int width() {
    return lanes.size() * lane();
  }

  /// The height of the drawing in pixels.
  public int height() {
    return rows.size() * ROW;
  }

  private static int lane(int lanes) {
    return Math.clamp(WIDTH / Math.max(1, lanes), NARROWEST_LANE, WIDEST_LANE);
  }

  /// The chart of a trace; null where it shows nothing that the steps do not, or too much to be
  /// drawn.
  ///
  /// @param coverage of the search that found it: which rules read what
  public static @Nullable Chart of(
      Trace trace, Lanes lanes, List<Message> messages, Coverage coverage) {
    if ((messages.isEmpty() && lanes.actors().isEmpty()) || messages.size() > MOST_MESSAGES) {
      return null;
    }
    var used = used(trace, lanes, messages);
    return used.size() < 2 || used.size() > MOST_LANES
        ? null
        : new Drawing(trace, lanes, used, coverage).draw(messages);
  }

  /// The lanes in which something happens, in the order of {@link Lanes#all}, then channels.
  private static List<Lane> used(Trace trace, Lanes lanes, List<Message> messages) {
    var processes = new LinkedHashSet<String>();
    var channels = new LinkedHashSet<String>();
    for (var number = 1; number < trace.length(); number++) {
      processes.addAll(lanes.changed(trace.changes(number)));
      var actor = Message.actor(trace, lanes, number);
      if (actor != null) {
        processes.add(actor);
      }
    }
    for (var message : messages) {
      (message.from().equals(message.channel()) ? channels : processes).add(message.from());
      if (message.to() == null) {
        channels.add(message.channel());
      } else {
        processes.add(message.to());
      }
    }
    var names = new LinkedHashSet<>(lanes.all(trace));
    names.retainAll(processes);
    names.addAll(processes);
    names.addAll(channels);
    var used = new ArrayList<Lane>();
    var width = lane(names.size());
    for (var name : names) {
      var kind = channels.contains(name) ? "channel" : lanes.isPlace(name) ? "place" : "process";
      used.add(new Lane(name, kind, used.size() * width + width / 2));
    }
    return List.copyOf(used);
  }
}
