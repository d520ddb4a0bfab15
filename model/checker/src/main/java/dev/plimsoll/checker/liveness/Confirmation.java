package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Stepper;
import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Counterexamples to liveness claims, judged once more before anybody sees them.
public final class Confirmation {

  /// Executes all once more on a program of its own, and judges it by the definitions.
  ///
  /// @throws IllegalStateException if it does not violate the claim, or is none of the model
  public static Trace of(Trace trace, Claim claim, Model model) {
    var again = new Program(model);
    var stepper = new Stepper(again);
    var states = new ArrayList<List<Integer>>();
    for (var step : trace.steps()) {
      var action = step.action();
      var found =
          states.isEmpty()
              ? again.initial().stream()
                  .map(Confirmation::boxed)
                  .filter(state -> again.values(unboxed(state)).equals(step.state()))
                  .toList()
              : action == null
                  ? List.of(states.getLast())
                  : steps(stepper, states.getLast()).stream()
                      .filter(next -> next.action().equals(action))
                      .map(Lasso.Step::target)
                      .filter(state -> again.values(unboxed(state)).equals(step.state()))
                      .toList();
      if (found.isEmpty()) {
        throw unconfirmed(claim);
      }
      states.add(found.getFirst());
    }
    var loop = trace.loop();
    var lasso =
        new Lasso<>(
            states,
            loop == null ? states.size() - 1 : loop,
            state -> steps(stepper, state),
            state -> again.view(unboxed(state)));
    if (!lasso.isClosed() || !lasso.isFair(model.fairness()) || !lasso.violates(claim)) {
      throw unconfirmed(claim);
    }
    return trace;
  }

  private static List<Lasso.Step<List<Integer>>> steps(Stepper stepper, List<Integer> state) {
    var steps = new ArrayList<Lasso.Step<List<Integer>>>();
    stepper.steps(
        unboxed(state), (action, target) -> steps.add(new Lasso.Step<>(action, boxed(target))));
    return steps;
  }

  private static List<Integer> boxed(int[] state) {
    return IntStream.of(state).boxed().toList();
  }

  private static int[] unboxed(List<Integer> state) {
    return state.stream().mapToInt(number -> number).toArray();
  }

  private static IllegalStateException unconfirmed(Claim claim) {
    return new IllegalStateException(
        "A counterexample to \"%s\" was found, but is none when it is executed: a bug"
            .formatted(claim.name()));
  }

  private Confirmation() {}
}
