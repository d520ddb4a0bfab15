package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.chart.Arrow.Point;
import dev.plimsoll.reports.html.chart.Message.Fate;
import dev.plimsoll.reports.html.text.Excerpt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A message sequence chart: a lane for each process and channel, a row for each step, time going
/// down.
///
/// @param lanes those in which something happens
/// @param rows one for each step, the initial state first
/// @param marks where a process changed or acted
/// @param messages what the arrows show, as a table
public record Chart(
    List<Lane> lanes, List<Row> rows, List<Mark> marks, List<Arrow> arrows, List<Entry> messages) {

  /// The height of a row in pixels; the style sheet has it too.
  private static final int ROW = 44;

  /// The width of a page's chart in pixels that lanes share, if they are neither too narrow for a
  /// label nor wider than an eye follows.
  private static final int WIDTH = 780;

  private static final int NARROWEST_LANE = 168;
  private static final int WIDEST_LANE = 260;

  private static final int MOST_LANES = 40;
  private static final int MOST_MESSAGES = 2_000;
  private static final int MOST_LINES = 12;
  private static final int LABEL_LENGTH = 18;
  private static final int TITLE_LENGTH = 300;

  /// A process or channel.
  ///
  /// @param x the middle of the lane
  public record Lane(String name, boolean channel, int x) {}

  /// A step.
  ///
  /// @param action the rule and its arguments, messages by their kind alone
  /// @param title all of it
  public record Row(int step, String action, String title) {}

  /// A change of a process.
  ///
  /// @param acting whether the step was its own
  /// @param title what changed
  public record Mark(int x, int y, boolean acting, String title) {}

  /// A message in words.
  ///
  /// @param to the process that it is for, or its channel
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

  /// The chart of a trace; null where it has no messages, or too many to draw.
  public static @Nullable Chart of(Trace trace) {
    var lanes = Lanes.of(trace);
    var messages = Message.of(trace, lanes);
    if (messages.isEmpty() || messages.size() > MOST_MESSAGES) {
      return null;
    }
    var used = used(trace, lanes, messages);
    return used.size() > MOST_LANES ? null : new Drawing(trace, lanes, used).draw(messages);
  }

  /// The lanes in which something happens: processes in order of declaration, then channels.
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
      used.add(new Lane(name, channels.contains(name), used.size() * width + width / 2));
    }
    return List.copyOf(used);
  }

  /// The state of drawing one chart.
  private static final class Drawing {
    private final Trace trace;
    private final Lanes lanes;
    private final List<Lane> used;
    private final Map<String, Integer> places;
    private final List<Arrow> arrows = new ArrayList<>();
    private final Map<Point, Integer> labels = new HashMap<>();

    Drawing(Trace trace, Lanes lanes, List<Lane> used) {
      this.trace = trace;
      this.lanes = lanes;
      this.used = used;
      places = used.stream().collect(Collectors.toMap(Lane::name, Lane::x));
    }

    Chart draw(List<Message> messages) {
      messages.forEach(this::draw);
      var rows = new ArrayList<Row>();
      var marks = new ArrayList<Mark>();
      for (var number = 0; number < trace.length(); number++) {
        var action = trace.steps().get(number).action();
        rows.add(
            new Row(
                number,
                action == null ? "initial state" : Excerpt.of(brief(action), TITLE_LENGTH),
                action == null ? "initial state" : Excerpt.of(action.toString(), TITLE_LENGTH)));
        marks.addAll(marks(number));
      }
      return new Chart(used, rows, marks, arrows, messages.stream().map(Drawing::entry).toList());
    }

    private List<Mark> marks(int number) {
      var changes = trace.changes(number);
      var actor = Message.actor(trace, lanes, number);
      var names = new LinkedHashSet<>(lanes.changed(changes));
      if (actor != null) {
        names.add(actor);
      }
      var marks = new ArrayList<Mark>();
      for (var name : names) {
        var text =
            changes.stream()
                .filter(change -> name.equals(lanes.ofPath(change.path())))
                .limit(MOST_LINES)
                .map(change -> Excerpt.of(change.toString(), TITLE_LENGTH))
                .collect(Collectors.joining("\n"));
        marks.add(
            new Mark(
                place(name),
                height(number),
                name.equals(actor),
                "Step %d, %s\n%s".formatted(number, name, text).strip()));
      }
      return marks;
    }

    private void draw(Message message) {
      var title = Excerpt.of(message.payload(), TITLE_LENGTH) + "\n" + described(message);
      var start = new Point(place(message.from()), height(message.sent()));
      if (message.to() == null) {
        drawByChannel(message, start, title);
        return;
      }
      var last = message.takings().size() - 1;
      if (last < 0) {
        var end = new Point(place(message.to()), height(message.sent()));
        add("waiting", start, end, label(message) + " · not delivered", title);
      }
      for (var i = 0; i <= last; i++) {
        var end = new Point(place(message.to()), height(message.takings().get(i).step()));
        var dropped = i == last && message.fate() == Fate.DROPPED;
        var kind = dropped ? "dropped" : i == 0 ? "sent" : "again";
        var label = i > 0 ? "" : label(message) + (dropped ? " · dropped" : "");
        add(kind, start, end, label, title);
      }
    }

    /// A message that does not say to whom it is: into the channel, and out again for each taking.
    private void drawByChannel(Message message, Point start, String title) {
      var channel = place(message.channel());
      if (!message.from().equals(message.channel())) {
        var waits = message.takings().isEmpty();
        var label = label(message) + (waits ? " · not delivered" : "");
        add("sent", start, new Point(channel, start.y()), label, title);
      }
      for (var i = 0; i < message.takings().size(); i++) {
        var taking = message.takings().get(i);
        var dropped = i == message.takings().size() - 1 && message.fate() == Fate.DROPPED;
        var from = new Point(channel, height(taking.step()));
        var to = new Point(place(taking.by()), height(taking.step()));
        var kind = dropped ? "dropped" : i == 0 ? "sent" : "again";
        add(kind, from, to, label(message) + (dropped ? " · dropped" : ""), title);
      }
    }

    private void add(String kind, Point from, Point to, String label, String title) {
      var side = new Point(from.x() + Integer.signum(to.x() - from.x()), from.y());
      var order = label.isEmpty() ? 0 : labels.merge(side, 1, Integer::sum) - 1;
      arrows.add(
          kind.equals("waiting") || kind.equals("dropped")
              ? Arrow.cut(kind, from, to, label, order, title)
              : Arrow.whole(kind, from, to, label, order, title));
    }

    private int place(String lane) {
      return places.getOrDefault(lane, 0);
    }

    private static int height(int step) {
      return step * ROW + ROW / 2;
    }

    private static String label(Message message) {
      return Excerpt.of(kind(message.payload()), LABEL_LENGTH);
    }

    private static String kind(Value payload) {
      return payload instanceof Value.Fields(var tag, _) && !tag.isEmpty()
          ? tag
          : Excerpt.of(payload, LABEL_LENGTH);
    }

    private static String described(Message message) {
      return "from %s to %s, sent in step %d, %s"
          .formatted(message.from(), receiver(message), message.sent(), message.outcome());
    }

    private static String receiver(Message message) {
      return message.to() == null ? message.channel() : message.to();
    }

    /// The action with messages shown by their kind alone.
    private static String brief(Trace.Action action) {
      var arguments =
          action.arguments().stream()
              .map(argument -> Excerpt.of(kind(argument), LABEL_LENGTH))
              .collect(Collectors.joining(", "));
      return action.rule() + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }

    private static Entry entry(Message message) {
      return new Entry(
          label(message),
          message.from(),
          receiver(message),
          message.sent(),
          message.outcome(),
          Excerpt.of(message.payload(), TITLE_LENGTH));
    }
  }
}
