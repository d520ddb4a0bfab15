package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Makes the steps out of a state by executing every rule, in an order that depends on the model
/// alone: rules in order of declaration, messages in order of their values, choices in order.
public final class Stepper {

  private final Program program;

  /// Makes the steps of a program.
  public Stepper(Program program) {
    this.program = program;
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

  /// What a rule throws in a state.
  public Throwable failure(int[] state, int rule) {
    try {
      for (var memo : instances(state, rule)) {
        steps(memo, state, (action, target) -> {});
      }
      return new IllegalStateException("it failed once, but not again");
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return e;
    }
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

  void steps(Memo memo, int[] state, BiConsumer<Trace.Action, int[]> consumer) {
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
