package dev.plimsoll.reports.html.walk;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.chart.Lanes;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Gist;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What is so from when to when in a trace: claims, and what variables hold.
///
/// @param claims none where the model was not asked
/// @param objects variables, or members of families, that change; channels are left out
/// @param more how many variables that change are left out
public record TimeLine(int states, List<Row> claims, List<Row> objects, int more) {

  private static final int MOST_ROWS = 60;
  private static final int MOST_SPANS = 4_000;
  private static final int TEXT_LENGTH = 160;

  private static final int WIDTH = 800;
  private static final int NARROWEST = 34;
  private static final int WIDEST = 130;

  /// The width of a column in pixels: as many as there are share the page, if they can.
  public int column() {
    return Math.clamp(WIDTH / states, NARROWEST, WIDEST);
  }

  /// What is told of one thing.
  ///
  /// @param owner the component or place that it belongs to; empty where that goes without saying
  public record Row(String name, String owner, List<Span> spans) {}

  /// From one state to another, both included.
  ///
  /// @param kind `good`, `bad` or `pending` of claims; `nothing` where a variable is empty, zero or
  ///     false, else `value`
  /// @param text what is so; of a variable, what is not as it was before
  /// @param title all of it
  public record Span(int from, int to, String kind, String text, String title) {

    /// How many states.
    public int length() {
      return to - from + 1;
    }
  }

  /// The time line of a trace.
  ///
  /// @param walk null where the model was not asked
  public static TimeLine of(Trace trace, Lanes lanes, @Nullable Walk walk) {
    var claims =
        walk == null ? List.<Row>of() : walk.claims().stream().map(TimeLine::judged).toList();
    var objects = new ArrayList<Row>();
    var spans = 0;
    var more = 0;
    for (var name : trace.steps().getFirst().state().sequencedKeySet()) {
      if (!lanes.channels().names().contains(name)) {
        for (var row : rows(trace, lanes, name)) {
          if (objects.size() < MOST_ROWS && spans < MOST_SPANS) {
            objects.add(row);
            spans += row.spans().size();
          } else {
            more++;
          }
        }
      }
    }
    return new TimeLine(trace.length(), claims, List.copyOf(objects), more);
  }

  private static Row judged(Walk.Judged claim) {
    var spans = new ArrayList<Span>();
    var passes = claim.passes();
    var from = 0;
    for (var state = 1; state <= passes.size(); state++) {
      if (state == passes.size() || !passes.get(state).equals(passes.get(from))) {
        spans.add(judged(claim.kind(), from, state - 1, passes.get(from)));
        from = state;
      }
    }
    return new Row(claim.name(), claim.kind().toString(), List.copyOf(spans));
  }

  private static Span judged(Claim.Kind kind, int from, int to, boolean passes) {
    if (kind == Claim.Kind.SOMETIMES) {
      var words = passes ? "✓ seen" : "○ not so";
      return new Span(from, to, passes ? "good" : "pending", words, words);
    }
    var words = passes ? "✓ holds" : "✕ violated";
    return new Span(from, to, passes ? "good" : "bad", words, words);
  }

  /// The members of a family each by itself, if there are as many in all states.
  private static List<Row> rows(Trace trace, Lanes lanes, String name) {
    var size = lanes.families().get(name);
    var rows = new ArrayList<Row>();
    for (var member = 0; member < (size == null ? 1 : size); member++) {
      var place = member;
      var values =
          trace.steps().stream()
              .map(step -> Objects.requireNonNull(step.state().get(name)))
              .map(value -> size == null ? value : ((Value.Sequence) value).elements().get(place))
              .toList();
      var path = size == null || size == 1 ? name : "%s[%d]".formatted(name, member);
      var owner = lanes.ofPath(path);
      if (values.stream().distinct().count() > 1 && (owner != null || lanes.actors().isEmpty())) {
        rows.add(
            new Row(path, owner == null || path.startsWith(owner) ? "" : owner, spans(values)));
      }
    }
    return rows;
  }

  private static List<Span> spans(List<Value> values) {
    var spans = new ArrayList<Span>();
    var from = 0;
    for (var state = 1; state <= values.size(); state++) {
      if (state == values.size() || !values.get(state).equals(values.get(from))) {
        var value = values.get(from);
        spans.add(
            new Span(
                from,
                state - 1,
                isNothing(value) ? "nothing" : "value",
                from == 0 ? gist(value) : gist(values.get(from - 1), value),
                Excerpt.of(unwrapped(value), TEXT_LENGTH)));
        from = state;
      }
    }
    return List.copyOf(spans);
  }

  private static String gist(Value value) {
    return isNothing(value) ? "–" : Gist.of(value);
  }

  /// What is not as it was; all of it where there was nothing, or something else.
  private static String gist(Value before, Value after) {
    if (isNothing(before) || isNothing(after)) {
      return gist(after);
    }
    var changes = Change.between(state(before), state(after));
    var isWithin = changes.stream().allMatch(it -> it.path().contains("."));
    return isWithin ? Gist.of(changes) : gist(after);
  }

  private static SequencedMap<String, Value> state(Value value) {
    return new LinkedHashMap<>(Map.of("it", value));
  }

  private static boolean isNothing(Value value) {
    return switch (value) {
      case Value.Bool(var truth) -> !truth;
      case Value.Int(var number) -> number == 0;
      case Value.Sequence(var elements) -> elements.isEmpty();
      case Value.Collected(var elements) -> elements.isEmpty();
      case Value.Mapping(var entries) -> entries.isEmpty();
      case Value.Text _, Value.Fields _, Value.Opaque _ -> false;
    };
  }

  /// The one element of a list that has no more.
  private static Value unwrapped(Value value) {
    return value instanceof Value.Sequence(var elements) && elements.size() == 1
        ? elements.getFirst()
        : value;
  }
}
