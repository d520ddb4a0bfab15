package dev.plimsoll.properties.models;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.properties.models.Sketch.Kind;
import dev.plimsoll.properties.models.Sketch.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A deliberately dumb breadth-first search over plain Java values, to test the checker against: no
/// memory of what rules do, no interning, no hashing of its own.
final class Oracle {

  record State(List<Integer> cells, List<List<Integer>> channels) {

    State withCell(int cell, int value) {
      var changed = new ArrayList<>(cells);
      changed.set(cell, value);
      return new State(changed, channels);
    }

    State withChannel(int channel, List<Integer> messages) {
      var changed = new ArrayList<>(channels);
      changed.set(channel, messages);
      return new State(cells, changed);
    }
  }

  private final Sketch sketch;
  private final List<Set<State>> levels = new ArrayList<>();

  Oracle(Sketch sketch) {
    this.sketch = sketch;
    var initial =
        new State(
            Collections.nCopies(sketch.cells(), 0),
            Collections.nCopies(sketch.channels().size(), List.of()));
    var seen = new LinkedHashSet<>(Set.of(initial));
    Set<State> level = Set.of(initial);
    while (!level.isEmpty()) {
      levels.add(level);
      var next = new LinkedHashSet<State>();
      for (var state : level) {
        successors(state).filter(seen::add).forEach(next::add);
      }
      level = next;
    }
  }

  /// The states by their distance from the initial one.
  List<Set<State>> levels() {
    return levels;
  }

  private Stream<State> successors(State state) {
    return sketch.rules().stream()
        .flatMap(
            rule ->
                switch (rule) {
                  case Sketch.Rule.Plain(var operations) -> after(operations, state);
                  case Sketch.Rule.OnMessage(var channel, var operations) ->
                      messages(channel, state)
                          .flatMap(message -> after(operations, state.withCell(0, message)));
                });
  }

  private Stream<Integer> messages(int channel, State state) {
    var messages = state.channels().get(channel).stream();
    return sketch.channels().get(channel).kind() == Kind.QUEUE
        ? messages.limit(1)
        : messages.distinct();
  }

  private Stream<State> after(List<Operation> operations, State state) {
    var states = Stream.of(state);
    for (var operation : operations) {
      states = states.flatMap(before -> after(operation, before));
    }
    return states;
  }

  private Stream<State> after(Operation operation, State state) {
    return switch (operation) {
      case Operation.Require(var cell, var value) -> only(state, state.cells().get(cell) == value);
      case Operation.RequireMessage(var channel, var message) ->
          only(state, state.channels().get(channel).contains(message));
      case Operation.RequireSize(var channel, var size) ->
          only(state, state.channels().get(channel).size() == size);
      case Operation.Assign(var cell, var value) -> Stream.of(state.withCell(cell, value));
      case Operation.Copy(var from, var to) ->
          Stream.of(state.withCell(to, state.cells().get(from)));
      case Operation.Choose(var cell) ->
          Stream.iterate(0, value -> value < sketch.values(), value -> value + 1)
              .map(value -> state.withCell(cell, value));
      case Operation.Send(var channel, var cell) -> send(channel, state.cells().get(cell), state);
      case Operation.Take(var channel, var cell) -> take(channel, cell, state);
    };
  }

  private static Stream<State> only(State state, boolean condition) {
    return condition ? Stream.of(state) : Stream.of();
  }

  private Stream<State> send(int channel, Integer message, State state) {
    var messages = new ArrayList<>(state.channels().get(channel));
    var kind = sketch.channels().get(channel).kind();
    if (kind == Kind.SET && messages.contains(message)) {
      return Stream.of(state);
    }
    if (messages.size() == sketch.channels().get(channel).capacity()) {
      return Stream.of();
    }
    messages.add(message);
    if (kind != Kind.QUEUE) {
      Collections.sort(messages);
    }
    return Stream.of(state.withChannel(channel, messages));
  }

  private Stream<State> take(int channel, int cell, State state) {
    var messages = new ArrayList<>(state.channels().get(channel));
    if (sketch.channels().get(channel).kind() != Kind.QUEUE) {
      Object message = state.cells().get(cell);
      return messages.remove(message)
          ? Stream.of(state.withChannel(channel, messages))
          : Stream.of();
    }
    return messages.isEmpty()
        ? Stream.of()
        : Stream.of(state.withCell(cell, messages.removeFirst()).withChannel(channel, messages));
  }

  /// A state as the checker shows it.
  Map<String, Value> shown(State state) {
    var shown = new LinkedHashMap<String, Value>();
    shown.put("cell", new Value.Sequence(numbers(state.cells())));
    for (var channel = 0; channel < sketch.channels().size(); channel++) {
      var messages = numbers(state.channels().get(channel));
      shown.put(
          "channel" + channel,
          sketch.channels().get(channel).kind() == Kind.QUEUE
              ? new Value.Sequence(messages)
              : new Value.Collected(messages));
    }
    return shown;
  }

  private static List<Value> numbers(List<Integer> numbers) {
    return numbers.stream().<Value>map(Value.Int::new).toList();
  }
}
