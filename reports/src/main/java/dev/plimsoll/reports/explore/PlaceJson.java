package dev.plimsoll.reports.explore;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.search.Coverage.RuleCoverage;
import dev.plimsoll.checker.search.Coverage.Some;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.reports.explore.Exploration.Place;
import dev.plimsoll.reports.html.chart.Actors;
import dev.plimsoll.reports.html.text.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What lies at a place, as the page asks for it.
///
/// @param exploration of the model
record PlaceJson(Exploration exploration) {

  private static final int VALUE_LENGTH = 2_000;
  private static final int MOST_CHANGES = 12;
  private static final int MOST_DISABLED = 300;

  /// A path as it is written in links: `0.3.1`.
  static String text(List<Integer> path) {
    return path.stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  /// The path of a link; an empty text is the first initial state.
  ///
  /// @throws IllegalArgumentException if it is none
  static List<Integer> path(String text) {
    if (!text.matches("(\\d{1,6}(\\.\\d{1,6})*)?")) {
      throw new IllegalArgumentException(
          "expected a path such as 0.3.1, but is \"%s\"".formatted(text));
    }
    return text.isEmpty()
        ? List.of()
        : List.of(text.split("\\.", -1)).stream().map(Integer::valueOf).toList();
  }

  /// The document of a place.
  Json encode(Place place) {
    var actors = actors(place.trace());
    return Json.object()
        .with("path", text(place.path()))
        .with("starts", exploration.starts())
        .with("trail", Json.list(trail(place, actors), step -> step))
        .with("variables", Json.list(variables(place), variable -> variable))
        .with("claims", Json.list(claims(place), claim -> claim))
        .with("steps", Json.list(steps(place, actors), step -> step))
        .with(
            "disabled",
            Json.list(
                exploration.disabled(place).stream().limit(MOST_DISABLED).toList(),
                each ->
                    action(each.action(), actors)
                        .with("reason", Excerpt.of(each.reason(), VALUE_LENGTH))
                        .build()))
        .build();
  }

  /// The components of a model, by the names of its rules.
  private Actors actors(Trace trace) {
    var none = Some.of(List.of());
    var rules =
        exploration.configured().model().rules().stream()
            .map(rule -> new RuleCoverage(rule.name(), 0, none, List.of(), List.of(), List.of()))
            .toList();
    return Actors.of(trace, new Coverage(rules, List.of(), List.of()));
  }

  private static Json.Builder action(Trace.Action action, Actors actors) {
    return Json.object()
        .with("actor", actors.isEmpty() ? "" : actors.of(action))
        .with("action", Excerpt.of(told(action, actors), VALUE_LENGTH));
  }

  private static String told(Trace.Action action, Actors actors) {
    return new Trace.Action(actors.deed(action.rule()), action.arguments(), action.choices())
        .toString();
  }

  private static List<Json> trail(Place place, Actors actors) {
    var trail = new ArrayList<Json>();
    for (var step = 0; step < place.trace().length(); step++) {
      var action = place.trace().steps().get(step).action();
      var told =
          action == null
              ? Json.object().with("actor", "").with("action", "initial state")
              : action(action, actors);
      trail.add(told.with("path", text(place.path().subList(0, step + 1))).build());
    }
    return trail;
  }

  /// What each variable holds, and what it held before the last step if that was something else.
  private static List<Json> variables(Place place) {
    var steps = place.trace().steps();
    var before = steps.size() < 2 ? null : steps.get(steps.size() - 2).state();
    var variables = new ArrayList<Json>();
    steps
        .getLast()
        .state()
        .forEach(
            (name, value) -> {
              var old = before == null ? value : before.getOrDefault(name, value);
              variables.add(
                  Json.object()
                      .with("name", name)
                      .with("value", Excerpt.of(value, VALUE_LENGTH))
                      .with(
                          "before",
                          old.equals(value)
                              ? new Json.Null(0)
                              : Json.text(Excerpt.of(old, VALUE_LENGTH)))
                      .build());
            });
    return variables;
  }

  private List<Json> claims(Place place) {
    return exploration.configured().model().claims().stream()
        .filter(claim -> claim.kind() != Claim.Kind.LIVENESS)
        .<Json>map(
            claim ->
                Json.object()
                    .with("name", claim.name())
                    .with("kind", claim.kind().toString())
                    .with("so", exploration.isSo(claim, place.position()))
                    .build())
        .toList();
  }

  private List<Json> steps(Place place, Actors actors) {
    var steps = new ArrayList<Json>();
    var state = new LinkedHashMap<String, Value>(place.position().values());
    for (var step : exploration.steps(place)) {
      var path = new ArrayList<>(place.path());
      path.add(steps.size());
      var changes = Change.between(state, step.target().values());
      steps.add(
          action(step.action(), actors)
              .with("path", text(path))
              .with(
                  "changes",
                  Json.list(
                      changes.stream().limit(MOST_CHANGES).toList(),
                      change -> Json.text(Excerpt.of(change.toString(), VALUE_LENGTH))))
              .with("more", Math.max(0, changes.size() - MOST_CHANGES))
              .with("violates", Json.list(exploration.violated(step.target()), Json::text))
              .build());
    }
    return steps;
  }

  /// The document of a search.
  static Json encode(Wander.Answer answer) {
    return Json.object()
        .with("path", orNull(answer.path()))
        .with("states", answer.states())
        .with("bound", textOrNull(answer.bound()))
        .build();
  }

  /// The document of how far a search is.
  static Json encode(UnderWay underWay) {
    return Json.object()
        .with("states", underWay.states())
        .with("seconds", underWay.elapsed().toSeconds())
        .build();
  }

  /// The document of what is said of claims from a place on.
  static Json encode(List<Wander.Verdict> verdicts, Wander.Answer answer) {
    return Json.object()
        .with(
            "claims",
            Json.list(
                verdicts,
                verdict ->
                    Json.object()
                        .with("name", verdict.claim().name())
                        .with("kind", verdict.claim().kind().toString())
                        .with("path", orNull(verdict.path()))
                        .with("repeated", verdict.repeated())
                        .with("undecided", textOrNull(verdict.undecided()))
                        .build()))
        .with("states", answer.states())
        .with("bound", textOrNull(answer.bound()))
        .build();
  }

  private static Json textOrNull(Optional<String> text) {
    return text.<Json>map(Json::text).orElseGet(() -> new Json.Null(0));
  }

  private static Json orNull(Optional<List<Integer>> path) {
    return path.<Json>map(it -> Json.text(text(it))).orElseGet(() -> new Json.Null(0));
  }
}
