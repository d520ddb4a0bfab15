package dev.plimsoll.reports.html;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.chart.Chart;
import dev.plimsoll.reports.html.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A trace, laid out for the page.
///
/// @param prefix what the anchors of its steps begin with: empty for the first trace of a page, so
///     that its steps are `#step-0`, `#step-1`, ...
/// @param heading what the trace shows
/// @param ending what is the case in its last state, in a few words
/// @param length the number of its states, the initial one among them
/// @param steps those that are shown
/// @param chart null where no chart would help
/// @param replay the command that replays it; null where it is not recorded
public record TraceView(
    String prefix,
    String heading,
    String ending,
    int length,
    List<Step> steps,
    @Nullable Chart chart,
    @Nullable String replay) {

  /// The most steps that are shown: of a longer trace, the first ones and the last ones.
  static final int MOST_STEPS = 300;

  private static final int LAST_STEPS = 100;
  private static final int MOST_CHANGES = 40;
  private static final int VALUE_LENGTH = 240;

  /// Full states are shown until they take this many characters of a page.
  private static final int STATES_LENGTH = 3_000_000;

  /// A step.
  ///
  /// @param number 0 for the initial state
  /// @param action the rule; for the initial state, words that say so
  /// @param arguments what the rule was applied to and what it chose
  /// @param moreChanges how many changes are left out
  /// @param omittedBefore how many steps are left out between the one before and this
  /// @param state null where the page has no room for it
  public record Step(
      int number,
      String anchor,
      String action,
      String arguments,
      List<Difference> changes,
      int moreChanges,
      int omittedBefore,
      boolean last,
      @Nullable StateTable state) {}

  /// What a step changed.
  ///
  /// @param before null where something was added
  /// @param after null where something was removed
  public record Difference(String path, @Nullable String before, @Nullable String after) {
    static Difference of(Change change) {
      return new Difference(
          Excerpt.of(change.path(), VALUE_LENGTH),
          change.before() == null ? null : Excerpt.of(change.before(), VALUE_LENGTH),
          change.after() == null ? null : Excerpt.of(change.after(), VALUE_LENGTH));
    }
  }

  static TraceView of(
      String prefix, String heading, String ending, Trace trace, @Nullable String replay) {
    var steps = new ArrayList<Step>();
    var room = STATES_LENGTH;
    var previous = -1;
    for (var number : shown(trace.length())) {
      var current = trace.steps().get(number);
      var before = number == 0 ? null : trace.steps().get(number - 1).state();
      var state = room > 0 ? StateTable.of(current.state(), before) : null;
      room -= state == null ? 0 : state.size();
      var changes = trace.changes(number);
      var action = current.action();
      steps.add(
          new Step(
              number,
              prefix + "step-" + number,
              action == null
                  ? number == 0 ? "initial state" : "nothing happens"
                  : Excerpt.of(action.rule(), VALUE_LENGTH),
              action == null ? "" : arguments(action),
              changes.stream().limit(MOST_CHANGES).map(Difference::of).toList(),
              Math.max(0, changes.size() - MOST_CHANGES),
              number - previous - 1,
              number == trace.length() - 1,
              state));
      previous = number;
    }
    var chart = trace.length() > MOST_STEPS ? null : Chart.of(trace);
    return new TraceView(
        prefix, heading, ending, trace.length(), List.copyOf(steps), chart, replay);
  }

  private static List<Integer> shown(int length) {
    var numbers = new ArrayList<Integer>();
    for (var number = 0; number < length; number++) {
      if (length <= MOST_STEPS
          || number < MOST_STEPS - LAST_STEPS
          || number >= length - LAST_STEPS) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static String arguments(Trace.Action action) {
    var given = action.arguments().isEmpty() ? "" : "(" + joined(action.arguments()) + ")";
    return action.choices().isEmpty() ? given : given + " choosing " + joined(action.choices());
  }

  private static String joined(List<Value> values) {
    var text =
        values.stream()
            .map(value -> Excerpt.of(value, VALUE_LENGTH))
            .collect(Collectors.joining(", "));
    return Excerpt.of(text, VALUE_LENGTH);
  }
}
