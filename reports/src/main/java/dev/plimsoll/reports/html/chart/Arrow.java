package dev.plimsoll.reports.html.chart;

import java.util.Locale;

/// A line of a chart from one lane to another.
///
/// @param kind `sent`; `again` for a second delivery; `waiting` and `dropped` for lines that end
///     before they arrive
/// @param path in the language of SVG's `d`
/// @param endX where it ends
/// @param label shown at its start; empty for none
/// @param anchor SVG's `text-anchor` of the label
/// @param title shown where the pointer rests
public record Arrow(
    String kind,
    String path,
    int endX,
    int endY,
    String label,
    int labelX,
    int labelY,
    String anchor,
    String title) {

  /// How far from the middle of a lane lines begin and end.
  private static final int GAP = 7;

  private static final int BEND = 56;
  private static final int STUB = 60;
  private static final int LABEL_GAP = 12;
  private static final int LABEL_HEIGHT = 14;

  /// A place in the drawing.
  record Point(int x, int y) {}

  /// A whole line, from the step that sent to the step that took.
  ///
  /// @param order of the labels that start at the same place, from 0
  static Arrow whole(String kind, Point from, Point to, String label, int order, String title) {
    if (from.x() == to.x()) {
      var path =
          "M%d %dC%d %d %d %d %d %d"
              .formatted(
                  from.x() + GAP,
                  from.y(),
                  from.x() + BEND,
                  from.y(),
                  to.x() + BEND,
                  to.y(),
                  to.x() + GAP,
                  to.y());
      return labelled(kind, path, from, new Point(to.x() + GAP, to.y()), 1, label, order, title);
    }
    var start = towards(from, to, GAP);
    var end = towards(to, from, GAP);
    return labelled(kind, line(start, end), from, end, direction(from, to), label, order, title);
  }

  /// A line that ends on its way.
  static Arrow cut(String kind, Point from, Point to, String label, int order, String title) {
    var direction = direction(from, to);
    var target =
        new Point(
            from.x() + direction * STUB,
            from.y() + (kind.equals("waiting") ? 12 : to.y() - from.y()));
    var start = towards(from, target, GAP);
    return labelled(kind, line(start, target), from, target, direction, label, order, title);
  }

  private static Arrow labelled(
      String kind,
      String path,
      Point from,
      Point end,
      int direction,
      String label,
      int order,
      String title) {
    return new Arrow(
        kind,
        path,
        end.x(),
        end.y(),
        label,
        from.x() + direction * LABEL_GAP,
        from.y() - GAP + order * LABEL_HEIGHT,
        direction > 0 ? "start" : "end",
        title);
  }

  private static int direction(Point from, Point to) {
    return to.x() >= from.x() ? 1 : -1;
  }

  private static String line(Point from, Point to) {
    return String.format(Locale.ROOT, "M%d %dL%d %d", from.x(), from.y(), to.x(), to.y());
  }

  private static Point towards(Point from, Point to, int distance) {
    var length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    var part = length == 0 ? 0 : distance / length;
    return new Point(
        (int) Math.round(from.x() + part * (to.x() - from.x())),
        (int) Math.round(from.y() + part * (to.y() - from.y())));
  }
}
