package dev.plimsoll.reports.explore;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Rule;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A model, and the places in it that can be reached step by step.
///
/// For one thread.
public final class Exploration {

  /// The longest path that is followed.
  static final int MOST_STEPS = 10_000;

  /// A state and the way there.
  ///
  /// @param path the number of the initial state, then of the step out of each state
  record Place(List<Integer> path, Explorer.Position position, Trace trace) {
    Place {
      path = List.copyOf(path);
    }
  }

  /// Something that cannot be done in a state.
  record Disabled(Trace.Action action, String reason) {}

  private final Configured configured;
  private final Explorer explorer;

  /// Explores a model.
  public Exploration(Configured configured) {
    this.configured = configured;
    explorer = new Explorer(configured.model());
  }

  /// The model with its parameters.
  Configured configured() {
    return configured;
  }

  private Model model() {
    return configured.model();
  }

  /// How many states the model may start in.
  int starts() {
    return explorer.initial().size();
  }

  /// What lies at a path; an empty one leads to the first initial state.
  ///
  /// @throws IllegalArgumentException if it leads nowhere
  Place at(List<Integer> path) {
    if (path.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "expected at most %d steps, but the path has %d".formatted(MOST_STEPS, path.size()));
    }
    var place = start(path.isEmpty() ? 0 : path.getFirst());
    for (var number : path.stream().skip(1).toList()) {
      place = after(place, number);
    }
    return place;
  }

  private Place start(int number) {
    var position = chosen(explorer.initial(), number, "initial state");
    return new Place(
        List.of(number), position, new Trace(List.of(new Trace.Step(null, position.values()))));
  }

  /// The place that a step leads to.
  Place after(Place from, int number) {
    var step = chosen(steps(from), number, "step");
    var path = new ArrayList<>(from.path());
    path.add(number);
    var steps = new ArrayList<>(from.trace().steps());
    steps.add(new Trace.Step(step.action(), step.target().values()));
    return new Place(path, step.target(), new Trace(steps));
  }

  private static <T> T chosen(List<T> all, int number, String what) {
    if (number < 0 || number >= all.size()) {
      throw new IllegalArgumentException(
          "there is no %s %d: they are numbered from 0, and there are %d"
              .formatted(what, number, all.size()));
    }
    return all.get(number);
  }

  /// The steps out of a place, in the order of the model.
  List<Explorer.Transition> steps(Place place) {
    return steps(place.position());
  }

  /// The steps out of a state, in the order of the model.
  List<Explorer.Transition> steps(Explorer.Position position) {
    return explorer.successors(position);
  }

  /// The path along a trace, as far as the model can follow it.
  public List<Integer> along(Trace trace) {
    var first = trace.steps().getFirst().state();
    var initial = explorer.initial();
    for (var number = 0; number < initial.size(); number++) {
      if (initial.get(number).values().equals(first)) {
        return along(trace, start(number)).path();
      }
    }
    return List.of();
  }

  /// The place along a trace that begins in a place, as far as the model can follow it.
  Place along(Trace trace, Place from) {
    var place = from;
    for (var step = 1; step < trace.length(); step++) {
      var wanted = trace.steps().get(step);
      var possible = steps(place);
      var number = 0;
      while (number < possible.size() && !is(wanted, possible.get(number))) {
        number++;
      }
      if (number == possible.size()) {
        return place;
      }
      place = after(place, number);
    }
    return place;
  }

  private static boolean is(Trace.Step wanted, Explorer.Transition step) {
    return step.action().equals(wanted.action()) && step.target().values().equals(wanted.state());
  }

  /// The claims about states that a state violates.
  List<String> violated(Explorer.Position position) {
    return model().claims().stream()
        .filter(claim -> explorer.violates(claim, position))
        .map(Claim::name)
        .toList();
  }

  /// Whether a state is as a claim about states wants all of them, or some of them, to be.
  boolean isSo(Claim claim, Explorer.Position position) {
    return claim.kind() == Claim.Kind.DEADLOCK_FREE
        ? !explorer.violates(claim, position)
        : explorer.passes(claim, position);
  }

  /// What cannot be done in a place, with the reason, rules in order of declaration.
  List<Disabled> disabled(Place place) {
    var enabled = new HashSet<String>();
    for (var step : steps(place)) {
      enabled.add(step.action().rule() + step.action().arguments());
    }
    return model().rules().stream()
        .flatMap(rule -> refusals(rule, place))
        .filter(each -> !enabled.contains(each.action().rule() + each.action().arguments()))
        .toList();
  }

  private Stream<Disabled> refusals(Rule rule, Place place) {
    return switch (rule) {
      case Rule.Fixed(var name, var instances) ->
          instances.stream()
              .map(
                  instance ->
                      disabled(
                          name,
                          instance.arguments().stream().map(Values::of).toList(),
                          instance.body(),
                          place));
      case Rule.OnMessage<?> onMessage -> refusals(onMessage, place);
    };
  }

  private <M> Stream<Disabled> refusals(Rule.OnMessage<M> rule, Place place) {
    var channel = rule.channel();
    var messages = explorer.view(place.position()).contents(channel);
    if (messages.isEmpty()) {
      var action = new Trace.Action(rule.name(), List.of(), List.of());
      return Stream.of(new Disabled(action, "“%s” is empty".formatted(channel.name())));
    }
    BiConsumer<Transaction, M> body = rule.body();
    return messages.stream()
        .limit(channel instanceof Queue<?> ? 1 : Long.MAX_VALUE)
        .distinct()
        .map(
            message ->
                disabled(
                    rule.name(),
                    List.of(Values.of(message)),
                    tx -> body.accept(tx, message),
                    place));
  }

  private Disabled disabled(
      String rule, List<Value> arguments, Consumer<Transaction> body, Place place) {
    var reason =
        Refusal.of(body, explorer.view(place.position()))
            .orElse("none of what it may choose leads to its end");
    return new Disabled(new Trace.Action(rule, arguments, List.of()), reason);
  }

  /// Searches from a place on.
  Wander search(Place from, UnderWay underWay) {
    return new Wander(this, from, underWay);
  }

  /// Decides the liveness claims of behaviours that begin in a place.
  ///
  /// @return empty if there are none
  Optional<CheckResult> decideLiveness(Place from, UnderWay underWay) {
    var names =
        model().claims().stream()
            .filter(claim -> claim.kind() == Claim.Kind.LIVENESS)
            .map(Claim::name)
            .collect(Collectors.toSet());
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Search.check(
                model().startingIn(explorer.view(from.position())),
                underWay.options().withClaims(names)));
  }
}
