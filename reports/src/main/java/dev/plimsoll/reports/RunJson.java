package dev.plimsoll.reports;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.ModelFailure;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.StateMemory;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Statistics;
import dev.plimsoll.checker.search.Vacuity;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.counterexamples.itf.Itf;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A {@link RunReport} as JSON: what `--format json` prints, and what is kept of the last run of
/// each model.
///
/// Verdicts and statuses are in lower case with hyphens, such as `never-seen`. A trace is `vars`
/// and `states` of ITF. Times are in seconds, to a thousandth.
public final class RunJson {

  private final JsonSource source;

  private RunJson(JsonSource source) {
    this.source = source;
  }

  /// The document of a run.
  public static Members encode(RunReport run) {
    return encode(run, false);
  }

  /// The document of a run.
  ///
  /// @param statistics whether with what was remembered of rules and states
  public static Members encode(RunReport run, boolean statistics) {
    var result = run.result();
    var document = document(run, result);
    if (statistics) {
      document.with("statistics", StatisticsJson.encode(result));
    }
    if (!run.remedies().isEmpty()) {
      document.with("remedies", Json.list(run.remedies(), RunJson::encode));
    }
    return document.build();
  }

  private static Json.Builder document(RunReport run, CheckResult result) {
    return Json.object()
        .with("version", run.version())
        .with("command", run.command())
        .with("model", run.model())
        .with("summary", run.summary())
        .with("source", run.source())
        .with("parameters", Itf.encode(run.parameters()))
        .with("verdict", word(result.verdict()))
        .with("bounds", encode(run.bounds()))
        .with("stopped", orNull(result.stopped()))
        .with("distinct", result.distinct())
        .with("generated", result.generated())
        .with("depth", result.depth())
        .with("frontier", result.frontier())
        .with("seconds", seconds(result.elapsed()))
        .with("workers", result.workers())
        .with("method", encode(result.method(), result.distinct()))
        .with("memory", encode(result.memory()))
        .with("claims", Json.list(result.claims(), claim -> encode(claim, run)))
        .with("rules", Json.list(result.rules(), RunJson::encode))
        .with("levels", CoverageJson.encode(result.levels(), result.rules()))
        .with("coverage", CoverageJson.encode(result.coverage()))
        .with("failure", encode(result.failure()))
        .with("simulation", SimulationJson.encode(run.simulation()));
  }

  /// The word for a constant, such as `never-seen`.
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Json encode(RunReport.Bounds bounds) {
    var depth = bounds.depth();
    var timeout = bounds.timeout();
    return Json.object()
        .with("depth", depth == null ? new Json.Null(0) : Json.number(depth))
        .with("timeout", timeout == null ? new Json.Null(0) : seconds(timeout))
        .build();
  }

  private static Json encode(Method method, long distinct) {
    return Json.object()
        .with("symmetry", method.symmetry())
        .with("partialOrder", method.partialOrder())
        .with("fingerprints", method.fingerprints())
        .with("missed", new Json.Numeral(BigDecimal.valueOf(method.missed(distinct)), 0))
        .build();
  }

  private static Json encode(StateMemory memory) {
    return Json.object().with("bytes", memory.bytes()).with("inFiles", memory.inFiles()).build();
  }

  private static Json encode(ClaimResult claim, RunReport run) {
    var trace = claim.trace();
    var vacuity = claim.vacuity();
    return Json.object()
        .with("name", claim.name())
        .with("kind", claim.kind().toString())
        .with("status", word(claim.status()))
        .with("vacuous", vacuity == null ? new Json.Null(0) : Json.text(word(vacuity)))
        .with("depth", claim.depth())
        .with("replay", orNull(run.replays().get(claim.name())))
        .with("trace", trace == null ? new Json.Null(0) : Itf.encode(trace))
        .build();
  }

  private static Json encode(RuleStatistics rule) {
    return Json.object()
        .with("name", rule.name())
        .with("fired", rule.fired())
        .with("learned", rule.learned())
        .build();
  }

  private static Json encode(RunReport.Remedy remedy) {
    return Json.object()
        .with("claim", remedy.claim())
        .with("place", remedy.place())
        .with("lines", remedy.lines())
        .with("change", remedy.change())
        .build();
  }

  private static Json encode(@Nullable ModelFailure failure) {
    return failure == null
        ? new Json.Null(0)
        : Json.object()
            .with("where", failure.where())
            .with("inRule", failure.inRule())
            .with("thrown", failure.cause().toString())
            .with("trace", Itf.encode(failure.trace()))
            .build();
  }

  private static Json orNull(@Nullable String text) {
    return text == null ? new Json.Null(0) : Json.text(text);
  }

  private static Json seconds(Duration duration) {
    return new Json.Numeral(BigDecimal.valueOf(duration.toMillis(), 3), 0);
  }

  /// The run of a document.
  ///
  /// @throws dev.plimsoll.counterexamples.json.UnreadableException if it is not one
  public static RunReport decode(JsonSource source, Json document) {
    return new RunJson(source).decode(source.members(document));
  }

  private RunReport decode(Members run) {
    var replays = new LinkedHashMap<String, String>();
    for (var claim : source.elements(source.required(run, "claims"))) {
      var replay = source.optional(source.members(claim), "replay");
      if (replay != null) {
        replays.put(source.text(source.members(claim), "name"), source.text(replay));
      }
    }
    var bounds = source.members(source.required(run, "bounds"));
    var depth = source.optional(bounds, "depth");
    var timeout = source.optional(bounds, "timeout");
    return new RunReport(
        source.text(run, "version"),
        source.text(run, "command"),
        source.text(run, "model"),
        source.text(run, "summary"),
        source.text(run, "source"),
        Itf.decodeParameters(source, source.required(run, "parameters")),
        new RunReport.Bounds(
            depth == null ? null : source.small(depth), timeout == null ? null : duration(timeout)),
        decodeResult(run),
        replays,
        new SimulationJson(source).decode(source.optional(run, "simulation")),
        decodeRemedies(source.optional(run, "remedies")));
  }

  private List<RunReport.Remedy> decodeRemedies(@Nullable Json remedies) {
    return remedies == null
        ? List.of()
        : source.elements(remedies).stream().map(source::members).map(this::decodeRemedy).toList();
  }

  private RunReport.Remedy decodeRemedy(Members remedy) {
    return new RunReport.Remedy(
        source.text(remedy, "claim"),
        source.text(remedy, "place"),
        source.text(remedy, "lines"),
        source.text(remedy, "change"));
  }

  private CheckResult decodeResult(Members run) {
    var stopped = source.optional(run, "stopped");
    var failure = source.optional(run, "failure");
    var coverage = new CoverageJson(source);
    var rules =
        source.elements(source.required(run, "rules")).stream().map(this::decodeRule).toList();
    return new CheckResult(
        constant(run, "verdict", List.of(Verdict.values())),
        source.whole(source.required(run, "distinct")),
        source.whole(source.required(run, "generated")),
        source.small(source.required(run, "depth")),
        source.whole(source.required(run, "frontier")),
        duration(source.required(run, "seconds")),
        source.small(source.required(run, "workers")),
        decodeMethod(source.members(source.required(run, "method"))),
        decodeMemory(source.members(source.required(run, "memory"))),
        source.elements(source.required(run, "claims")).stream().map(this::decodeClaim).toList(),
        rules,
        coverage.decodeLevels(source.required(run, "levels"), rules),
        coverage.decode(source.required(run, "coverage")),
        Statistics.NONE,
        failure == null ? null : decodeFailure(source.members(failure)),
        stopped == null ? null : source.text(stopped));
  }

  private Method decodeMethod(Members method) {
    return new Method(
        source.bool(source.required(method, "symmetry")),
        source.bool(source.required(method, "partialOrder")),
        source.bool(source.required(method, "fingerprints")));
  }

  private StateMemory decodeMemory(Members memory) {
    return new StateMemory(
        source.whole(source.required(memory, "bytes")),
        source.whole(source.required(memory, "inFiles")));
  }

  private ClaimResult decodeClaim(Json json) {
    var claim = source.members(json);
    var trace = source.optional(claim, "trace");
    var vacuous = source.optional(claim, "vacuous");
    return new ClaimResult(
        source.text(claim, "name"),
        source.constant(claim, "kind", List.of(Claim.Kind.values())),
        constant(claim, "status", List.of(Status.values())),
        source.small(source.required(claim, "depth")),
        trace == null ? null : decodeTrace(trace),
        vacuous == null ? null : constant(claim, "vacuous", List.of(Vacuity.values())));
  }

  private RuleStatistics decodeRule(Json json) {
    var rule = source.members(json);
    return new RuleStatistics(
        source.text(rule, "name"),
        source.whole(source.required(rule, "fired")),
        source.whole(source.required(rule, "learned")));
  }

  private ModelFailure decodeFailure(Members failure) {
    return new ModelFailure(
        source.text(failure, "where"),
        source.bool(source.required(failure, "inRule")),
        new IllegalStateException(source.text(failure, "thrown")),
        decodeTrace(source.required(failure, "trace")));
  }

  private Trace decodeTrace(Json json) {
    return Itf.decodeTrace(source, source.members(json));
  }

  private <E extends Enum<E>> E constant(Members object, String name, List<E> constants) {
    var json = source.required(object, name);
    var text = source.text(json);
    return constants.stream()
        .filter(constant -> word(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                source.unexpected(
                    "one of " + constants.stream().map(RunJson::word).toList(), json));
  }

  private Duration duration(Json json) {
    if (json instanceof Json.Numeral(var seconds, _)
        && seconds.signum() >= 0
        && seconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1000)) < 0) {
      return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }
    throw source.unexpected("a number of seconds", json);
  }
}
