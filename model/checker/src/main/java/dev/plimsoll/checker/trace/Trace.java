package dev.plimsoll.checker.trace;

import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A path through a model, from its initial state; or a behaviour that repeats itself forever.
///
/// @param steps at least one; the first is the initial state and has no action
/// @param loop the index of the state that comes after the last one, again and again; null where
///     the trace ends. The action that leads there is that of the step at this index; where it is
///     the last step itself, nothing happens any more
public record Trace(List<Step> steps, @Nullable Integer loop) {

  /// A rule as it fired.
  ///
  /// @param arguments what the instance of the rule is for
  /// @param choices what it chose, in order
  public record Action(String rule, List<Value> arguments, List<Value> choices) {
    public Action {
      arguments = List.copyOf(arguments);
      choices = List.copyOf(choices);
    }

    @Override
    public String toString() {
      var given = arguments.stream().map(Value::toString).collect(Collectors.joining(", "));
      var chosen = choices.stream().map(Value::toString).collect(Collectors.joining(", "));
      return rule
          + (given.isEmpty() ? "" : "(" + given + ")")
          + (chosen.isEmpty() ? "" : " choosing " + chosen);
    }
  }

  /// A state and how it was reached.
  ///
  /// @param action null in the first step, and where nothing has happened: in a step that stutters
  /// @param state what each variable holds, in order of declaration; a family is a sequence
  public record Step(@Nullable Action action, SequencedMap<String, Value> state) {
    public Step {
      state = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(state));
    }
  }

  /// A trace that ends.
  public Trace(List<Step> steps) {
    this(steps, null);
  }

  public Trace {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("A trace has at least its initial state");
    }
    if (loop != null && (loop < 0 || loop >= steps.size())) {
      throw new IllegalArgumentException(
          "A loop begins at a state of the trace, of which there are %d, but is said to begin at %d"
              .formatted(steps.size(), loop));
    }
  }

  /// The number of states, the initial one among them.
  public int length() {
    return steps.size();
  }

  /// What the step at `index` changed; nothing for the first.
  public List<Change> changes(int index) {
    return index == 0
        ? List.of()
        : Change.between(steps.get(index - 1).state(), steps.get(index).state());
  }
}
