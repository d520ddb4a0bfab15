package dev.plimsoll.reports.html.walk;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.ArrayList;
import java.util.List;

/// The states of a trace in a row, and below each what else could have happened there, to be drawn.
///
/// @param states from left to right
/// @param others below them
/// @param returns the steps that lead from one state of the trace to another, above
/// @param before how many states of the trace come before the first one that is drawn
public record Surroundings(
    List<Node> states, List<Branch> others, List<Arc> returns, int before, int width, int height) {

  /// The distance from state to state.
  public static final int COLUMN = 206;

  /// The distance from one branch to the next.
  private static final int BRANCH = 26;

  private static final int TOP = 70;
  private static final int BOTTOM = 20;
  private static final int MOST_BRANCHES = 10;
  private static final int LABEL_LENGTH = 22;
  private static final int TITLE_LENGTH = 300;
  private static final int RISE = 10;
  private static final int HIGHEST = 46;

  /// A state of the trace.
  ///
  /// @param label the step that leads to the next one; empty for the last
  /// @param violated whether it violates a claim
  public record Node(int number, int x, int y, String label, String title, boolean violated) {}

  /// Another step out of a state.
  ///
  /// @param from the number of the state that it leads out of
  /// @param violated a claim that is violated where it leads, in words; empty if none
  public record Branch(int from, int x, int y, String label, String title, String violated) {}

  /// A step to another state of the trace.
  ///
  /// @param taken whether it is the one that closes the loop of the trace
  public record Arc(int from, int to, String path, String title, boolean taken) {}

  /// What lies around a trace.
  public static Surroundings of(Trace trace, Walk walk) {
    var states = new ArrayList<Node>();
    var others = new ArrayList<Branch>();
    var arcs = new ArrayList<Arc>();
    var deepest = 0;
    for (var column = 0; column < walk.others().size(); column++) {
      var number = walk.first() + column;
      var x = x(column);
      states.add(node(trace, walk, number, x));
      var branches = 0;
      for (var other : walk.others().get(column)) {
        if (other.leads() >= walk.first()) {
          arcs.add(arc(number, other.leads(), walk.first(), other.action(), false));
        } else if (branches < MOST_BRANCHES) {
          others.add(branch(number, x, branches++, other));
        } else {
          branches++;
        }
      }
      if (branches > MOST_BRANCHES) {
        var words = "and " + Quantity.of(branches - MOST_BRANCHES, "more step");
        others.add(new Branch(number, x, y(MOST_BRANCHES), words, words, ""));
      }
      deepest = Math.max(deepest, Math.min(branches, MOST_BRANCHES + 1));
    }
    var loop = trace.loop();
    if (loop != null && loop < trace.length() - 1 && loop >= walk.first()) {
      var action = trace.steps().get(loop).action();
      if (action != null) {
        arcs.add(arc(trace.length() - 1, loop, walk.first(), action, true));
      }
    }
    return new Surroundings(
        List.copyOf(states),
        List.copyOf(others),
        List.copyOf(arcs),
        walk.first(),
        states.size() * COLUMN,
        TOP + deepest * BRANCH + BOTTOM + BRANCH);
  }

  private static Node node(Trace trace, Walk walk, int number, int x) {
    var next = number + 1 < trace.length() ? trace.steps().get(number + 1).action() : null;
    var violated =
        walk.claims().stream()
            .filter(claim -> claim.kind() != Claim.Kind.SOMETIMES)
            .anyMatch(claim -> !claim.passes().get(number));
    return new Node(
        number,
        x,
        TOP,
        next == null ? "" : Excerpt.brief(next.toString(), LABEL_LENGTH),
        next == null ? "the last state" : Excerpt.of(next.toString(), TITLE_LENGTH),
        violated);
  }

  private static Branch branch(int number, int x, int place, Walk.Other other) {
    return new Branch(
        number,
        x,
        y(place),
        Excerpt.brief(other.action().toString(), LABEL_LENGTH),
        Excerpt.of(other.action().toString(), TITLE_LENGTH),
        other.violated().isEmpty() ? "" : "violates “%s”".formatted(other.violated().getFirst()));
  }

  private static Arc arc(int from, int to, int first, Trace.Action action, boolean taken) {
    var start = x(from - first);
    var end = x(to - first);
    var rise = TOP - 9 - Math.min(HIGHEST, RISE + Math.abs(end - start) / 12);
    var path =
        from == to
            ? "M%d %dC%d %d %d %d %d %d"
                .formatted(
                    start - 5, TOP - 8, start - 22, rise, start + 22, rise, start + 5, TOP - 8)
            : "M%d %dC%d %d %d %d %d %d"
                .formatted(start, TOP - 9, start, rise, end, rise, end, TOP - 9);
    return new Arc(from, to, path, Excerpt.of(action.toString(), TITLE_LENGTH), taken);
  }

  private static int x(int column) {
    return COLUMN / 4 + column * COLUMN;
  }

  private static int y(int branch) {
    return TOP + (branch + 1) * BRANCH;
  }
}
