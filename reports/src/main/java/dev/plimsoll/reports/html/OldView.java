package dev.plimsoll.reports.html;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.reports.html.chart.Lanes;
import dev.plimsoll.reports.html.chart.Message;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What a component that acts has last seen of something, and is no longer so.
///
/// `pods at scheduler` is what the scheduler has seen of `pods`. Where it acts and the two differ,
/// it acts on the past. What it has not seen at all it may not have asked for: that is told only
/// while something is on the way to it.
///
/// @param path where they differ, such as `pods[0].node`
/// @param seen what it was when the component saw it
/// @param now what it is
public record OldView(String path, List<Phrase> seen, List<Phrase> now) {

  private static final int MOST = 4;
  private static final int VALUE_LENGTH = 120;
  private static final String AT = " at ";

  /// What the component that makes a step has last seen otherwise.
  ///
  /// @param reads the variables that the rule of the step reads
  static List<OldView> of(Trace trace, Lanes lanes, Paths paths, int number, List<String> reads) {
    var actor = Message.actor(trace, lanes, number);
    var state = trace.steps().get(number - 1).state();
    var views = new ArrayList<OldView>();
    for (var cache : reads) {
      var end = AT + actor;
      var name = cache.endsWith(end) ? cache.substring(0, cache.length() - end.length()) : "";
      if (state.get(cache) instanceof Value.Sequence(var seen)
          && state.get(name) instanceof Value.Sequence(var now)
          && seen.size() == now.size()) {
        var isOnTheWay =
            state.get(name + " to " + actor) instanceof Value.Sequence(var queue)
                && !queue.isEmpty();
        for (var i = 0; i < seen.size(); i++) {
          if (isOnTheWay || !isAbsent(seen.get(i))) {
            views.addAll(views(paths, "%s[%d]".formatted(name, i), seen.get(i), now.get(i)));
          }
        }
      }
    }
    return views.stream().limit(MOST).toList();
  }

  private static List<OldView> views(Paths paths, String path, Value seen, Value now) {
    return Change.between(states(path, seen), states(path, now)).stream()
        .map(it -> new OldView(paths.shown(it.path()), phrases(it.before()), phrases(it.after())))
        .toList();
  }

  private static SequencedMap<String, Value> states(String path, Value value) {
    return new LinkedHashMap<>(Map.of(path, value));
  }

  private static boolean isAbsent(Value value) {
    return value instanceof Value.Sequence(var elements) && elements.isEmpty();
  }

  private static List<Phrase> phrases(@Nullable Value value) {
    return value == null
        ? List.of(new Phrase("nothing", false))
        : Excerpt.phrases(value, VALUE_LENGTH);
  }
}
