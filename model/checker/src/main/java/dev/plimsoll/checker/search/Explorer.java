package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Stepper;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Walks through a model one step at a time, executing its rules each time: for replay, for random
/// walks, for small state graphs. It uses none of the search's memory of what rules do, so that one
/// can be tested against the other.
///
/// For one thread.
public final class Explorer {

  private final Program program;
  private final Stepper stepper;

  /// A state of the model that is explored. Equal states are equal positions.
  public static final class Position {

    private final Program program;
    private final int[] state;

    private Position(Program program, int[] state) {
      this.program = program;
      this.state = state;
    }

    /// What each variable holds, in order of declaration; a family of cells is a sequence.
    public SequencedMap<String, Value> values() {
      return program.values(state);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Position that
          && program == that.program
          && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(state);
    }

    @Override
    public String toString() {
      return values().toString();
    }

    int[] state() {
      return state;
    }
  }

  /// A step to another state.
  public record Transition(Trace.Action action, Position target) {}

  /// Explores a model.
  public Explorer(Model model) {
    this(new Program(model));
  }

  Explorer(Program program) {
    this.program = program;
    stepper = new Stepper(program);
  }

  /// The initial states.
  ///
  /// @throws RuntimeException what the model throws while it makes them
  public List<Position> initial() {
    return program.initial().stream().map(this::at).toList();
  }

  Position at(int[] state) {
    return new Position(program, state);
  }

  /// Every step out of a state: rules in order of declaration, their instances in order of
  /// declaration or of their messages' values, choices in order.
  ///
  /// @throws RuntimeException what a rule throws
  public List<Transition> successors(Position position) {
    var transitions = new ArrayList<Transition>();
    stepper.steps(
        position.state, (action, state) -> transitions.add(new Transition(action, at(state))));
    return transitions;
  }

  /// The states that a trace goes through, each step by its action to its state: as many of them,
  /// from the first on, as the model can reach in this way.
  ///
  /// @throws RuntimeException what a rule throws
  public List<Position> follow(Trace trace) {
    var path = new ArrayList<Position>();
    for (var step : trace.steps()) {
      var candidates = path.isEmpty() ? initial() : targets(path.getLast(), step.action());
      var next = candidates.stream().filter(each -> each.values().equals(step.state())).findFirst();
      if (next.isEmpty()) {
        break;
      }
      path.add(next.get());
    }
    return path;
  }

  /// @param action null if nothing happens
  private List<Position> targets(Position from, Trace.@Nullable Action action) {
    return action == null
        ? List.of(from)
        : successors(from).stream()
            .filter(step -> step.action().equals(action))
            .map(Transition::target)
            .toList();
  }

  /// Whether the state passes every predicate of the claim.
  public boolean passes(Claim claim, Position position) {
    return claim.instances().stream()
        .allMatch(instance -> instance.predicate().test(view(position)));
  }

  /// The state as rules and claims read it.
  public State view(Position position) {
    return program.view(position.state);
  }

  /// What a rule throws in a state.
  Throwable failureOfRule(Position position, int rule) {
    return stepper.failure(position.state, rule);
  }

  /// What a claim throws on a state.
  Throwable failureOfClaim(Position position, Claim claim) {
    try {
      passes(claim, position);
      return new IllegalStateException("it failed once, but not again");
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return e;
    }
  }
}
