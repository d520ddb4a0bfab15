package dev.plimsoll.counterexamples.replay;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.liveness.Lasso;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.counterexamples.Counterexample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Takes a model through a recorded counterexample.
public final class Replay {

  private static final int NEAREST = 5;

  /// What is told of a step in which nothing happens.
  private static final Trace.Action STUTTERS = new Trace.Action("(stutters)", List.of(), List.of());

  private final Model model;
  private final Explorer explorer;
  private final Trace trace;
  private final List<Explorer.Position> positions = new ArrayList<>();

  private Replay(Model model, Trace trace) {
    this.model = model;
    this.trace = trace;
    explorer = new Explorer(model);
  }

  /// Takes the model through the trace, and checks the claim in the last state, or on the behaviour
  /// that goes on forever as the trace says.
  ///
  /// @param model made with the parameters of the counterexample
  /// @throws UnknownNameException if the model has no such claim
  public static Outcome run(Counterexample counterexample, Model model) {
    var claim = claim(model, counterexample.claim());
    return new Replay(model, counterexample.trace()).run(claim);
  }

  /// The claim of this name.
  ///
  /// @throws UnknownNameException if the model has no such claim
  public static Claim claim(Model model, String name) {
    return model.claims().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "claim", name, model.claims().stream().map(Claim::name).toList()));
  }

  private Outcome run(Claim claim) {
    positions.addAll(explorer.follow(trace));
    if (positions.isEmpty()) {
      var start = trace.steps().getFirst().state();
      return new Outcome.OtherStart(Change.between(start, explorer.initial().getFirst().values()));
    }
    return positions.size() < trace.length() ? misfit(positions.size()) : judge(claim);
  }

  /// Why the model cannot take a step from where it has come to.
  private Outcome misfit(int step) {
    var recorded = trace.steps().get(step);
    var action = recorded.action();
    var position = positions.getLast();
    if (action == null) {
      return new Outcome.OtherState(
          step, STUTTERS, Change.between(recorded.state(), position.values()));
    }
    var successors = explorer.successors(position);
    return successors.stream()
        .filter(next -> next.action().equals(action))
        .findFirst()
        .<Outcome>map(
            taken ->
                new Outcome.OtherState(
                    step, action, Change.between(recorded.state(), taken.target().values())))
        .orElseGet(() -> new Outcome.NotAllowed(step, action, nearest(action, successors)));
  }

  private Outcome judge(Claim claim) {
    if (claim.kind() == Claim.Kind.LIVENESS && !lasso().isClosed()) {
      return new Outcome.NotClosed(lasso().loop());
    }
    return violates(claim, positions.getLast())
        ? new Outcome.StillViolates()
        : new Outcome.NoLongerViolates();
  }

  /// The behaviour; of a trace that ends, the one in which nothing happens any more.
  private Lasso<Explorer.Position> lasso() {
    var loop = trace.loop();
    return new Lasso<>(
        positions,
        loop == null ? positions.size() - 1 : loop,
        position ->
            explorer.successors(position).stream()
                .map(step -> new Lasso.Step<>(step.action(), step.target()))
                .toList(),
        explorer::view);
  }

  private boolean violates(Claim claim, Explorer.Position position) {
    return switch (claim.kind()) {
      case LIVENESS -> lasso().isFair(model.fairness()) && lasso().violates(claim);
      case ALWAYS, DEADLOCK_FREE, SOMETIMES -> explorer.violates(claim, position);
    };
  }

  /// What is allowed, the same rule first, then in the order of the model.
  private static List<Trace.Action> nearest(
      Trace.Action action, List<Explorer.Transition> allowed) {
    return allowed.stream()
        .map(Explorer.Transition::action)
        .distinct()
        .sorted(
            Comparator.comparing((Trace.Action other) -> !other.rule().equals(action.rule()))
                .thenComparing(other -> !other.arguments().equals(action.arguments())))
        .limit(NEAREST)
        .toList();
  }
}
