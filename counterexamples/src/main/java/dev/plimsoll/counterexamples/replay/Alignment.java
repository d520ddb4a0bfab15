package dev.plimsoll.counterexamples.replay;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Explorer.Transition;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.counterexamples.itf.ForeignTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the steps of a model between states that another tool has written.
///
/// States are matched by the values of the variables that both have, whose names and values need
/// not be written in the same way: see {@link Resemblance}. Where several steps lead to a state
/// that is like the next one, all are followed. One step of the trace is one of the model, or none
/// where the same state is there twice.
public final class Alignment {

  /// The most states of the model that are followed at a time.
  public static final int MOST_CANDIDATES = 10_000;

  private static final int NEAREST = 5;

  /// What came of it.
  public sealed interface Result {}

  /// The trace is a behaviour of the model.
  ///
  /// @param trace with the steps of the model
  public record Found(Trace trace) implements Result {}

  /// The trace has no variable that the model has.
  ///
  /// @param variables those of the model
  public record NothingInCommon(List<String> variables) implements Result {}

  /// From some state on the trace is no behaviour of the model.
  ///
  /// @param index of the first state that the model cannot come to; 0 where it starts in another
  /// @param nearest what it can do instead, with the variables that are then not as in the trace
  public record NoWay(int index, List<String> nearest) implements Result {}

  private record Candidate(
      Position position, Trace.@Nullable Action action, @Nullable Candidate from) {}

  private final Explorer explorer;
  private final ForeignTrace foreign;

  /// By the name of a variable of the model, the one of the trace.
  private final Map<String, String> shared = new LinkedHashMap<>();

  private Alignment(Model model, ForeignTrace foreign) {
    explorer = new Explorer(model);
    this.foreign = foreign;
    for (var ours : explorer.initial().getFirst().values().keySet()) {
      foreign.states().getFirst().keySet().stream()
          .filter(theirs -> Resemblance.isSame(theirs, ours))
          .findFirst()
          .ifPresent(theirs -> shared.put(ours, theirs));
    }
  }

  /// Follows a trace through a model.
  public static Result of(ForeignTrace foreign, Model model) {
    return new Alignment(model, foreign).follow();
  }

  private Result follow() {
    if (shared.isEmpty()) {
      return new NothingInCommon(List.copyOf(explorer.initial().getFirst().values().keySet()));
    }
    var starts = explorer.initial().stream().map(each -> new Candidate(each, null, null)).toList();
    var here = alike(starts, 0);
    if (here.isEmpty()) {
      return new NoWay(0, nearest(starts, 0));
    }
    for (var index = 1; index < foreign.states().size(); index++) {
      var next = next(here, index);
      var fitting = alike(next, index);
      if (fitting.isEmpty()) {
        return new NoWay(index, nearest(next, index));
      }
      here = fitting;
    }
    return new Found(trace(here));
  }

  private List<Candidate> next(List<Candidate> here, int index) {
    var next = new LinkedHashMap<Position, Candidate>();
    var isSame = foreign.states().get(index).equals(foreign.states().get(index - 1));
    for (var candidate : here) {
      if (isSame) {
        next.putIfAbsent(
            candidate.position(), new Candidate(candidate.position(), null, candidate));
      }
      for (Transition step : explorer.successors(candidate.position())) {
        next.putIfAbsent(step.target(), new Candidate(step.target(), step.action(), candidate));
      }
    }
    return List.copyOf(next.values());
  }

  private List<Candidate> alike(List<Candidate> candidates, int index) {
    return candidates.stream()
        .filter(each -> differing(each, index).isEmpty())
        .limit(MOST_CANDIDATES)
        .toList();
  }

  /// The variables whose values are not as in the trace.
  private List<String> differing(Candidate candidate, int index) {
    Map<String, Value> theirs = foreign.states().get(index);
    Map<String, Value> ours = candidate.position().values();
    return shared.entrySet().stream()
        .filter(
            names ->
                !Resemblance.isAlike(
                    Objects.requireNonNull(theirs.get(names.getValue())),
                    Objects.requireNonNull(ours.get(names.getKey()))))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<String> nearest(List<Candidate> candidates, int index) {
    return candidates.stream()
        .sorted(Comparator.comparingInt(each -> differing(each, index).size()))
        .limit(NEAREST)
        .map(
            each ->
                "%s: other values of %s"
                    .formatted(
                        each.action() == null ? "initially" : each.action(),
                        String.join(", ", differing(each, index))))
        .toList();
  }

  /// The trace of the first candidate that closes the loop, if there is one to be closed.
  private Trace trace(List<Candidate> ends) {
    return ends.stream()
        .map(this::trace)
        .filter(this::isClosed)
        .findFirst()
        .orElseGet(() -> trace(ends.getFirst()));
  }

  private Trace trace(Candidate end) {
    var steps = new ArrayList<Trace.Step>();
    for (var at = end; at != null; at = at.from()) {
      steps.add(new Trace.Step(at.action(), at.position().values()));
    }
    return new Trace(steps.reversed(), foreign.loop());
  }

  private boolean isClosed(Trace trace) {
    var loop = trace.loop();
    if (loop == null) {
      return true;
    }
    var positions = explorer.follow(trace);
    return positions.getLast().equals(positions.get(loop))
        || explorer.between(positions.getLast(), positions.get(loop)).isPresent();
  }
}
