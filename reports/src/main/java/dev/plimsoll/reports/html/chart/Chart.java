package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.chart.Arrow.Label;
import dev.plimsoll.reports.html.chart.Arrow.Point;
import dev.plimsoll.reports.html.text.Excerpt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final int WIDTH = 740;

  private static final int NARROWEST_LANE = 168;
  private static final int WIDEST_LANE = 246;

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
    private final Set<Point> arrivals = new HashSet<>();

    Drawing(Trace trace, Lanes lanes, List<Lane> used) {
      this.trace = trace;
      this.lanes = lanes;
      this.used = used;
      places = used.stream().collect(Collectors.toMap(Lane::name, Lane::x));
    }

    Chart draw(List<Message> messages) {
      messages.stream().flatMap(this::arrivals).forEach(arrivals::add);
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
      var lane = place(message.to());
      if (message.takings().isEmpty()) {
        var label = labelAt(start, lane, label(message) + " · not delivered");
        arrows.add(Arrow.waiting(start, new Point(lane, start.y()), label, title));
      }
      for (var i = 0; i < message.takings().size(); i++) {
        var end = new Point(lane, height(message.takings().get(i).step()));
        if (message.isDroppedIn(i)) {
          var label = (i == 0 ? label(message) + " · " : "") + "dropped";
          arrows.add(Arrow.dropped(start, end, label, title));
        } else {
          var label = labelAt(start, lane, i == 0 ? label(message) : "");
          arrows.add(Arrow.whole(i == 0 ? "sent" : "again", start, end, label, title));
        }
      }
    }

    /// A message that does not say to whom it is: into the channel, and out again for each taking.
    private void drawByChannel(Message message, Point start, String title) {
      var channel = place(message.channel());
      if (!message.from().equals(message.channel())) {
        var waits = message.takings().isEmpty() ? " · not delivered" : "";
        var label = labelAt(start, channel, label(message) + waits);
        arrows.add(Arrow.whole("sent", start, new Point(channel, start.y()), label, title));
      }
      for (var i = 0; i < message.takings().size(); i++) {
        var taking = message.takings().get(i);
        var from = new Point(channel, height(taking.step()));
        var to = new Point(place(taking.by()), from.y());
        arrows.add(
            message.isDroppedIn(i)
                ? Arrow.dropped(from, to, label(message) + " · dropped", title)
                : Arrow.whole(
                    i == 0 ? "sent" : "again",
                    from,
                    to,
                    labelAt(from, to.x(), label(message)),
                    title));
      }
    }

    /// The label of a line that starts here and goes to a lane: on the side of the line, if no
    /// other line arrives there, and under the labels that are there.
    private Label labelAt(Point start, int lane, String text) {
      var side = side(start, lane);
      var order = text.isEmpty() ? 0 : labels.merge(side, 1, Integer::sum) - 1;
      return new Label(text, arrivals.contains(side), order);
    }

    /// Where the lines that are taken from one lane arrive at another.
    private Stream<Point> arrivals(Message message) {
      return message.to() == null
          ? Stream.of()
          : message.takings().stream()
              .map(taking -> new Point(place(message.to()), height(taking.step())))
              .map(end -> side(end, place(message.from())));
    }

    /// A point beside a lane, on the side of another lane.
    private static Point side(Point point, int lane) {
      return new Point(point.x() + Integer.signum(lane - point.x()), point.y());
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
