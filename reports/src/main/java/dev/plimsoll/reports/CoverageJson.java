package dev.plimsoll.reports;

import dev.plimsoll.checker.search.CheckResult.LevelStatistics;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.search.Coverage.ChoiceCoverage;
import dev.plimsoll.checker.search.Coverage.ClaimCoverage;
import dev.plimsoll.checker.search.Coverage.RuleCoverage;
import dev.plimsoll.checker.search.Coverage.Some;
import dev.plimsoll.checker.search.Coverage.VariableCoverage;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonSource;
import java.util.ArrayList;
import java.util.List;

/// What a search has covered, as JSON: the members `levels` and `coverage` of a run.
record CoverageJson(JsonSource source) {

  /// @param levels from depth 1
  /// @param rules all of them, in order of declaration; those that made no step out of a level are
  ///     not in its object `fired`
  static Json encode(List<LevelStatistics> levels, List<RuleStatistics> rules) {
    var encoded = new ArrayList<Json>();
    for (var level : levels) {
      var fired = Json.object();
      for (var rule = 0; rule < rules.size(); rule++) {
        if (level.fired().get(rule) > 0) {
          fired.with(rules.get(rule).name(), level.fired().get(rule));
        }
      }
      encoded.add(
          Json.object()
              .with("depth", encoded.size() + 1)
              .with("states", level.states())
              .with("generated", level.generated())
              .with("fired", fired.build())
              .build());
    }
    return Json.list(encoded, level -> level);
  }

  static Json encode(Coverage coverage) {
    return Json.object()
        .with("rules", Json.list(coverage.rules(), CoverageJson::encode))
        .with("claims", Json.list(coverage.claims(), CoverageJson::encode))
        .with("variables", Json.list(coverage.variables(), CoverageJson::encode))
        .build();
  }

  private static Json encode(RuleCoverage rule) {
    return Json.object()
        .with("name", rule.name())
        .with("instances", rule.instances())
        .with("neverEnabled", encode(rule.neverEnabled()))
        .with("choices", Json.list(rule.choices(), CoverageJson::encode))
        .with("reads", Json.list(rule.reads(), Json::text))
        .with("writes", Json.list(rule.writes(), Json::text))
        .build();
  }

  private static Json encode(ChoiceCoverage choice) {
    return Json.object()
        .with("alternatives", choice.alternatives())
        .with("neverTaken", encode(choice.neverTaken()))
        .build();
  }

  private static Json encode(ClaimCoverage claim) {
    return Json.object()
        .with("name", claim.name())
        .with("reads", Json.list(claim.reads(), Json::text))
        .build();
  }

  private static Json encode(VariableCoverage variable) {
    return Json.object()
        .with("name", variable.name())
        .with("members", variable.members())
        .with("neverRead", encode(variable.neverRead()))
        .with("neverWritten", encode(variable.neverWritten()))
        .build();
  }

  private static Json encode(Some some) {
    return Json.object()
        .with("count", some.count())
        .with("first", Json.list(some.first(), Json::text))
        .build();
  }

  List<LevelStatistics> decodeLevels(Json levels, List<RuleStatistics> rules) {
    return source.elements(levels).stream()
        .map(source::members)
        .map(level -> decodeLevel(level, rules))
        .toList();
  }

  private LevelStatistics decodeLevel(Members level, List<RuleStatistics> rules) {
    var steps = source.members(source.required(level, "fired"));
    var fired = new ArrayList<Long>();
    for (var rule : rules) {
      var number = source.optional(steps, rule.name());
      fired.add(number == null ? 0 : source.whole(number));
    }
    return new LevelStatistics(source.whole(source.required(level, "states")), fired);
  }

  Coverage decode(Json json) {
    var coverage = source.members(json);
    return new Coverage(
        members(coverage, "rules").stream().map(this::decodeRule).toList(),
        members(coverage, "claims").stream()
            .map(claim -> new ClaimCoverage(source.text(claim, "name"), texts(claim, "reads")))
            .toList(),
        members(coverage, "variables").stream().map(this::decodeVariable).toList());
  }

  private RuleCoverage decodeRule(Members rule) {
    return new RuleCoverage(
        source.text(rule, "name"),
        source.small(source.required(rule, "instances")),
        some(rule, "neverEnabled"),
        members(rule, "choices").stream()
            .map(
                choice ->
                    new ChoiceCoverage(
                        source.small(source.required(choice, "alternatives")),
                        some(choice, "neverTaken")))
            .toList(),
        texts(rule, "reads"),
        texts(rule, "writes"));
  }

  private VariableCoverage decodeVariable(Members variable) {
    return new VariableCoverage(
        source.text(variable, "name"),
        source.small(source.required(variable, "members")),
        some(variable, "neverRead"),
        some(variable, "neverWritten"));
  }

  private Some some(Members object, String name) {
    var some = source.members(source.required(object, name));
    return new Some(source.small(source.required(some, "count")), texts(some, "first"));
  }

  private List<Members> members(Members object, String name) {
    return source.elements(source.required(object, name)).stream().map(source::members).toList();
  }

  private List<String> texts(Members object, String name) {
    return source.elements(source.required(object, name)).stream().map(source::text).toList();
  }
}
