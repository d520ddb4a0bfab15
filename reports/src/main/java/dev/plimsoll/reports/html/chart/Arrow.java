package dev.plimsoll.reports.html.chart;

/// A line of a chart from one lane to another.
///
/// @param kind `sent`; `late` where something newer had been sent when it arrived; `again` for a
///     second delivery; `waiting` and `dropped` for lines that end before they arrive; `write` and
///     `read` between a component and a place
/// @param path in the language of SVG's `d`
/// @param endX where it ends
/// @param label empty for none
/// @param anchor SVG's `text-anchor` of the label
/// @param title shown where the pointer rests
/// @param from the lane that it comes from, from 0
/// @param to the lane that it leads to, from 0
/// @param step the one in which it begins
public record Arrow(
    String kind,
    String path,
    int endX,
    int endY,
    String label,
    int labelX,
    int labelY,
    String anchor,
    String title,
    int from,
    int to,
    int step) {

  /// How far from the middle of a lane lines begin and end.
  private static final int GAP = 7;

  private static final int BEND = 56;
  private static final int STUB = 60;
  private static final int STUB_FALL = 12;
  private static final int LABEL_GAP = 12;
  private static final int LABEL_HEIGHT = 14;
  private static final int HALF_A_LABEL = 4;

  /// A place in the drawing.
  record Point(int x, int y) {}

  /// What is written at a line, and where.
  ///
  /// @param behind whether on the other side of the lane, because lines arrive on this one
  /// @param order of the labels at the same place, from 0
  record Label(String text, boolean behind, int order) {}

  /// A whole line, from the step that sent to the step that took.
  static Arrow whole(String kind, Point from, Point to, Label label, String title) {
    if (from.x() == to.x()) {
      var bend = from.x() + BEND;
      var path =
          "M%d %dC%d %d %d %d %d %d"
              .formatted(
                  from.x() + GAP, from.y(), bend, from.y(), bend, to.y(), to.x() + GAP, to.y());
      return labelled(kind, path, new Point(to.x() + GAP, to.y()), from, 1, label, title);
    }
    var end = towards(to, from, GAP);
    var path = line(towards(from, to, GAP), end);
    return labelled(kind, path, end, from, direction(from, to), label, title);
  }

  /// A line to what a step changes, with its label there.
  static Arrow written(Point from, Point to, String label, String title) {
    var direction = direction(from, to);
    var end = towards(to, from, GAP);
    return new Arrow(
        "write",
        line(towards(from, to, GAP), end),
        end.x(),
        end.y(),
        label,
        to.x() - direction * LABEL_GAP,
        to.y() - GAP,
        anchor(-direction),
        title,
        0,
        0,
        0);
  }

  /// A short line, for a message that nobody took.
  static Arrow waiting(Point from, Point to, Label label, String title) {
    var direction = direction(from, to);
    var end = new Point(from.x() + direction * STUB, from.y() + STUB_FALL);
    var path = line(towards(from, end, GAP), end);
    return labelled("waiting", path, end, from, direction, label, title);
  }

  /// A line that ends beside its lane in the step that dropped the message, with its label there.
  static Arrow dropped(Point from, Point to, String label, String title) {
    var direction = direction(from, to);
    var end = new Point(from.x() + direction * STUB, to.y());
    return new Arrow(
        "dropped",
        line(towards(from, end, GAP), end),
        end.x(),
        end.y(),
        label,
        end.x() + direction * LABEL_GAP,
        end.y() + HALF_A_LABEL,
        anchor(direction),
        title,
        0,
        0,
        0);
  }

  private static Arrow labelled(
      String kind, String path, Point end, Point from, int direction, Label label, String title) {
    var side = label.behind() ? -direction : direction;
    var height = label.behind() ? HALF_A_LABEL : -GAP;
    return new Arrow(
        kind,
        path,
        end.x(),
        end.y(),
        label.text(),
        from.x() + side * LABEL_GAP,
        from.y() + height + label.order() * LABEL_HEIGHT,
        anchor(side),
        title,
        0,
        0,
        0);
  }

  /// The same from one lane to another.
  Arrow between(int fromLane, int toLane, int inStep) {
    return new Arrow(
        kind, path, endX, endY, label, labelX, labelY, anchor, title, fromLane, toLane, inStep);
  }

  private static String anchor(int side) {
    return side > 0 ? "start" : "end";
  }

  private static int direction(Point from, Point to) {
    return to.x() >= from.x() ? 1 : -1;
  }

  private static String line(Point from, Point to) {
    return "M%d %dL%d %d".formatted(from.x(), from.y(), to.x(), to.y());
  }

  private static Point towards(Point from, Point to, int distance) {
    var length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    var part = length == 0 ? 0 : distance / length;
    return new Point(
        (int) Math.round(from.x() + part * (to.x() - from.x())),
        (int) Math.round(from.y() + part * (to.y() - from.y())));
  }
}
