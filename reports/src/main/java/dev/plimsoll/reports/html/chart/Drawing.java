package dev.plimsoll.reports.html.chart;

import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.chart.Arrow.Label;
import dev.plimsoll.reports.html.chart.Arrow.Point;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Gist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The state of drawing one chart.
final class Drawing {

  private static final int MOST_LINES = 12;
  private static final int LABEL_LENGTH = 20;
  private static final int WRITE_LENGTH = 28;
  private static final int TITLE_LENGTH = 300;

  private final Trace trace;
  private final Lanes lanes;
  private final List<Chart.Lane> used;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Set<String>> reads = new HashMap<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private final Map<Point, Integer> labels = new HashMap<>();
  private final Set<Point> arrivals = new HashSet<>();

  Drawing(Trace trace, Lanes lanes, List<Chart.Lane> used, Coverage coverage) {
    this.trace = trace;
    this.lanes = lanes;
    this.used = used;
    used.forEach(lane -> places.put(lane.name(), places.size()));
    coverage.rules().forEach(rule -> reads.put(rule.name(), placesOf(rule.reads())));
  }

  private Set<String> placesOf(List<String> variables) {
    return variables.stream()
        .map(lanes::ofPath)
        .filter(lane -> lane != null && lanes.isPlace(lane))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Chart draw(List<Message> messages) {
    var rows = new ArrayList<Chart.Row>();
    var marks = new ArrayList<Chart.Mark>();
    messages.stream().flatMap(this::arrivals).forEach(arrivals::add);
    for (var number = 0; number < trace.length(); number++) {
      var action = trace.steps().get(number).action();
      var words = number == 0 ? "initial state" : "nothing happens";
      rows.add(
          new Chart.Row(
              number,
              action == null ? words : Excerpt.of(brief(action), TITLE_LENGTH),
              action == null ? words : Excerpt.of(action.toString(), TITLE_LENGTH)));
      var changes = trace.changes(number);
      marks.addAll(marks(number, changes));
      drawPlaces(number, changes);
    }
    messages.forEach(this::draw);
    return new Chart(used, rows, marks, arrows, messages.stream().map(this::entry).toList());
  }

  private List<Chart.Mark> marks(int number, List<Change> changes) {
    var actor = Message.actor(trace, lanes, number);
    var names = new LinkedHashSet<>(lanes.changed(changes));
    if (actor != null) {
      names.add(actor);
    }
    var marks = new ArrayList<Chart.Mark>();
    for (var name : names) {
      var text =
          changes.stream()
              .filter(change -> name.equals(lanes.ofPath(change.path())))
              .limit(MOST_LINES)
              .map(change -> Excerpt.of(change.toString(), TITLE_LENGTH))
              .collect(Collectors.joining("\n"));
      marks.add(
          new Chart.Mark(
              place(name),
              x(name),
              height(number),
              name.equals(actor),
              "Step %d, %s\n%s".formatted(number, name, text).strip()));
    }
    return marks;
  }

  /// What a component changes elsewhere, most often at a place where it meets others, and, if it
  /// changes nothing there, which places its rule reads.
  private void drawPlaces(int number, List<Change> changes) {
    var actor = Message.actor(trace, lanes, number);
    var action = trace.steps().get(number).action();
    if (lanes.actors().isEmpty() || actor == null || action == null) {
      return;
    }
    var writes = new LinkedHashMap<String, List<Change>>();
    for (var change : changes) {
      var lane = lanes.ofPath(change.path());
      if (lane != null && !lane.equals(actor)) {
        writes.computeIfAbsent(lane, _ -> new ArrayList<>()).add(change);
      }
    }
    var start = new Point(x(actor), height(number));
    writes.forEach(
        (lane, its) -> {
          var lines =
              its.stream().limit(MOST_LINES).map(it -> Excerpt.of(it.toString(), TITLE_LENGTH));
          arrows.add(
              Arrow.written(
                      start,
                      new Point(x(lane), start.y()),
                      Excerpt.brief(Gist.of(named(lane, its)), WRITE_LENGTH),
                      lines.collect(Collectors.joining("\n")))
                  .between(place(actor), place(lane), number));
        });
    if (writes.isEmpty()) {
      for (var lane : reads.getOrDefault(action.rule(), Set.of())) {
        if (places.containsKey(lane)) {
          arrows.add(
              Arrow.whole(
                      "read",
                      new Point(x(lane), start.y()),
                      start,
                      new Label("", false, 0),
                      "“%s” reads “%s”".formatted(action.rule(), lane))
                  .between(place(lane), place(actor), number));
        }
      }
    }
  }

  /// Of a place that several variables belong to, those of its own name, if any of them changed.
  private static List<Change> named(String lane, List<Change> changes) {
    var own = changes.stream().filter(it -> Lanes.variable(it.path()).equals(lane)).toList();
    return own.isEmpty() ? changes : own;
  }

  private void draw(Message message) {
    var title = Excerpt.of(message.payload(), TITLE_LENGTH) + "\n" + described(message);
    var start = new Point(x(message.from()), height(message.sent()));
    if (message.to() == null) {
      drawByChannel(message, start, title);
      return;
    }
    var lane = x(message.to());
    var from = place(message.from());
    var to = place(message.to());
    if (message.takings().isEmpty()) {
      var label = labelAt(start, lane, joined(label(message), "not delivered"));
      arrows.add(
          Arrow.waiting(start, new Point(lane, start.y()), label, title)
              .between(from, to, message.sent()));
    }
    for (var i = 0; i < message.takings().size(); i++) {
      var end = new Point(lane, height(message.takings().get(i).step()));
      if (message.isDroppedIn(i)) {
        var label = joined(i == 0 ? label(message) : "", "lost");
        arrows.add(Arrow.dropped(start, end, label, title).between(from, to, message.sent()));
      } else {
        var kind = i > 0 ? "again" : message.newer() == null ? "sent" : "late";
        var isLate = message.newer() != null && !label(message).isEmpty();
        var words = joined(label(message), isLate ? "late" : "");
        var label = labelAt(start, lane, i == 0 ? words : "again");
        arrows.add(Arrow.whole(kind, start, end, label, title).between(from, to, message.sent()));
      }
    }
  }

  /// A message that does not say to whom it is: into the channel, and out again for each taking.
  private void drawByChannel(Message message, Point start, String title) {
    var channel = x(message.channel());
    var lane = place(message.channel());
    if (!message.from().equals(message.channel())) {
      var waits = message.takings().isEmpty() ? "not delivered" : "";
      var label = labelAt(start, channel, joined(label(message), waits));
      arrows.add(
          Arrow.whole("sent", start, new Point(channel, start.y()), label, title)
              .between(place(message.from()), lane, message.sent()));
    }
    for (var i = 0; i < message.takings().size(); i++) {
      var taking = message.takings().get(i);
      var from = new Point(channel, height(taking.step()));
      var to = new Point(x(taking.by()), from.y());
      var arrow =
          message.isDroppedIn(i)
              ? Arrow.dropped(from, to, joined(label(message), "lost"), title)
              : Arrow.whole(
                  i == 0 ? "sent" : "again",
                  from,
                  to,
                  labelAt(from, to.x(), label(message)),
                  title);
      arrows.add(arrow.between(lane, place(taking.by()), taking.step()));
    }
  }

  private static String joined(String label, String outcome) {
    return label.isEmpty() || outcome.isEmpty() ? label + outcome : label + " · " + outcome;
  }

  /// The label of a line that starts here and goes to a lane: on the side of the line, if no other
  /// line arrives there, and under the labels that are there.
  private Label labelAt(Point start, int lane, String text) {
    var side = side(start, lane);
    var order = text.isEmpty() ? 0 : labels.merge(side, 1, Integer::sum) - 1;
    return new Label(order > 1 ? "" : text, arrivals.contains(side), order);
  }

  /// Where the lines that are taken from one lane arrive at another.
  private Stream<Point> arrivals(Message message) {
    var to = message.to();
    return to == null
        ? Stream.of()
        : message.takings().stream()
            .map(taking -> new Point(x(to), height(taking.step())))
            .map(end -> side(end, x(message.from())));
  }

  /// A point beside a lane, on the side of another lane.
  private static Point side(Point point, int lane) {
    return new Point(point.x() + Integer.signum(lane - point.x()), point.y());
  }

  private int place(String lane) {
    return places.getOrDefault(lane, 0);
  }

  private int x(String lane) {
    return used.get(place(lane)).x();
  }

  private static int height(int step) {
    return step * Chart.ROW + Chart.ROW / 2;
  }

  /// The kind of a message; nothing where it tells of a change, which stands at the change.
  private String label(Message message) {
    return lanes.isPlace(message.from()) ? "" : kind(message.payload());
  }

  private static String kind(Value payload) {
    return Excerpt.brief(
        payload instanceof Value.Fields(var tag, _) && !tag.isEmpty()
            ? tag
            : Excerpt.of(payload, TITLE_LENGTH),
        LABEL_LENGTH);
  }

  private static String described(Message message) {
    return "from %s to %s, sent in step %d, %s"
        .formatted(message.from(), receiver(message), message.sent(), message.outcome());
  }

  private static String receiver(Message message) {
    var to = message.to();
    return to == null ? message.channel() : to;
  }

  /// What is done, with messages shown by their kind alone; the lanes show by whom.
  private String brief(Trace.Action action) {
    var arguments =
        action.arguments().stream().map(Drawing::kind).collect(Collectors.joining(", "));
    return lanes.actors().deed(action.rule()) + (arguments.isEmpty() ? "" : "(" + arguments + ")");
  }

  private Chart.Entry entry(Message message) {
    var kind = kind(message.payload());
    return new Chart.Entry(
        message.payload() instanceof Value.Fields(var tag, _) && tag.isEmpty()
            ? message.channel()
            : kind,
        message.from(),
        receiver(message),
        message.sent(),
        message.outcome(),
        Excerpt.of(message.payload(), TITLE_LENGTH));
  }
}
