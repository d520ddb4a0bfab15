package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the steps out of a state by executing every rule, in an order that depends on the model
/// alone: rules in order of declaration, messages in order of their values, choices in order.
public final class Stepper {

  private final Program program;
  private final Map<String, Integer> rules = new HashMap<>();

  /// Makes the steps of a program.
  public Stepper(Program program) {
    this.program = program;
    for (var rule : program.model().rules()) {
      rules.put(rule.name(), rules.size());
    }
  }

  /// Makes every step out of a state.
  ///
  /// @param consumer is given what was done and the state that it led to
  /// @throws RuntimeException what a rule throws
  public void steps(int[] state, BiConsumer<Trace.Action, int[]> consumer) {
    for (var rule = 0; rule < program.model().rules().size(); rule++) {
      for (var memo : instances(state, rule)) {
        steps(memo, state, consumer);
      }
    }
  }

  /// Makes every step of one rule out of a state.
  ///
  /// @param consumer see {@link #steps(int[], BiConsumer)}
  /// @throws RuntimeException what the rule throws
  public void steps(int[] state, String rule, BiConsumer<Trace.Action, int[]> consumer) {
    for (var memo : instances(state, rules.getOrDefault(rule, -1))) {
      steps(memo, state, consumer);
    }
  }

  /// Makes the steps out of a state that one action describes.
  ///
  /// @param consumer is given the states that they lead to
  /// @throws RuntimeException what the rule throws
  public void steps(int[] state, Trace.Action action, Consumer<int[]> consumer) {
    for (var memo : instances(state, ruleOf(action))) {
      if (values(memo.arguments).equals(action.arguments())) {
        steps(
            memo,
            state,
            (made, target) -> {
              if (made.equals(action)) {
                consumer.accept(target);
              }
            });
      }
    }
  }

  /// The first step from one state to another; rules that throw an exception are passed over.
  public Optional<Trace.Action> between(int[] from, int[] to) {
    var found = new ArrayList<Trace.Action>();
    for (var rule = 0; rule < rules.size() && found.isEmpty(); rule++) {
      try {
        for (var memo : instances(from, rule)) {
          steps(
              memo,
              from,
              (action, target) -> {
                if (Arrays.equals(target, to)) {
                  found.add(action);
                }
              });
        }
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        // What comes after it in the order of the model may lead there.
      }
    }
    return found.stream().findFirst();
  }

  /// What a rule throws in a state, if it does.
  public Optional<Throwable> failure(int[] state, int rule) {
    try {
      for (var memo : instances(state, rule)) {
        steps(memo, state, (action, target) -> {});
      }
      return Optional.empty();
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return Optional.of(e);
    }
  }

  /// The place of an action's rule in the order of declaration; -1 where there is none of its name.
  private int ruleOf(Trace.Action action) {
    return rules.getOrDefault(action.rule(), -1);
  }

  private List<Memo> instances(int[] state, int rule) {
    for (var each : program.onMessage()) {
      if (each.index == rule) {
        var domain = program.channel(each.slot);
        return Arrays.stream(domain.contents(state[each.slot]))
            .limit(each.headOnly ? 1 : Long.MAX_VALUE)
            .distinct()
            .boxed()
            .sorted(Comparator.comparing(message -> Values.of(domain.message(message))))
            .map(each::memo)
            .toList();
      }
    }
    return program.fixed().stream().filter(memo -> memo.index == rule).toList();
  }

  /// Makes every step of one instance of a rule out of a state.
  ///
  /// @param consumer see {@link #steps(int[], BiConsumer)}
  /// @throws RuntimeException what the rule throws
  public void steps(Memo memo, int[] state, BiConsumer<Trace.Action, int[]> consumer) {
    var script = new Ints();
    do {
      var path = script.toArray();
      var recorder = new Recorder(program, state, path, path.length);
      var outcome = memo.run(recorder);
      rethrow(outcome.failure);
      var target = new int[state.length];
      if (outcome.enabled && outcome.apply(state, target, program.channels())) {
        consumer.accept(
            new Trace.Action(memo.name, values(memo.arguments), values(recorder.chosen())), target);
      }
      Memo.advance(script, recorder);
    } while (script.size() > 0);
  }

  private static List<Value> values(List<?> objects) {
    return objects.stream().map(Values::of).toList();
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
