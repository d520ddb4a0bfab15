package dev.plimsoll.reports.html;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.html.text.Excerpt;
import dev.plimsoll.reports.html.text.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The answer of a run, in a word and a sentence that says within which bounds it was found.
///
/// @param tone `good`, `bad` or `warn`: how the page shows it beside the word
public record Verdict(String tone, String sign, String word, String sentence, String caveat) {

  private static final int MOST_NAMES = 3;
  private static final int NAME_LENGTH = 120;

  static Verdict of(RunReport run) {
    var result = run.result();
    var states = Quantity.of(result.distinct(), "state") + caveats(result);
    return switch (result.verdict()) {
      case HOLDS ->
          new Verdict(
              "good",
              "✓",
              "Holds",
              "%s in every one of the %s reachable states%s%s; none lies deeper than level %s."
                  .formatted(
                      held(result),
                      Quantity.of(result.distinct()),
                      caveats(result),
                      with(run),
                      Quantity.of(result.depth())),
              "Other parameters, and what the model leaves out, are not covered.");
      case VIOLATED ->
          new Verdict(
              "bad",
              "✕",
              "Violated",
              "%s%s: a %scounterexample has %s."
                  .formatted(
                      named(result, Status.VIOLATED, "is violated"),
                      with(run),
                      result.method().findsShortest() ? "shortest " : "",
                      shortest(result)),
              searched(run));
      case DEADLOCK ->
          new Verdict(
              "bad",
              "✕",
              "Deadlock",
              "%s%s: no rule can fire at the end of a trace of %s."
                  .formatted(
                      named(result, Status.VIOLATED, "is violated"), with(run), shortest(result)),
              searched(run));
      case LIVENESS_VIOLATED ->
          new Verdict(
              "bad",
              "✕",
              "Liveness violated",
              "%s%s: %s."
                  .formatted(
                      named(result, Status.VIOLATED, "is violated"), with(run), forever(result)),
              searched(run));
      case NEVER_SEEN ->
          new Verdict(
              "warn",
              "○",
              "Never seen",
              "%s in any of the %s reachable states%s%s."
                  .formatted(
                      named(result, Status.NEVER_SEEN, "was not seen"),
                      Quantity.of(result.distinct()),
                      caveats(result),
                      with(run)),
              "Claims that hold may hold for lack of the behaviour that was not seen.");
      case INCOMPLETE ->
          new Verdict(
              "warn",
              "◐",
              "Not finished",
              "No claim is violated in the %s seen, down to depth %s%s, but the search ended early."
                  .formatted(states, Quantity.of(result.depth()), with(run)),
              "%s are seen but not expanded; what lies beyond them is not covered. %s"
                  .formatted(Quantity.of(result.frontier(), "state"), reason(result))
                  .strip());
      case FAILED ->
          new Verdict(
              "bad",
              "!",
              "The model failed",
              "%s threw an exception%s, so the claims are not decided."
                  .formatted(failed(result), with(run)),
              searched(run));
    };
  }

  private static String caveats(CheckResult result) {
    var caveats = result.method().caveats(result.distinct());
    return caveats.isEmpty() ? "" : " (" + String.join(", ", caveats) + ")";
  }

  private static String held(CheckResult result) {
    return switch (result.claims().size()) {
      case 0 -> "Every rule can be run without an exception";
      case 1 -> "The claim " + quoted(result.claims().getFirst().name()) + " holds";
      case 2 -> "Both claims hold";
      default -> "All " + result.claims().size() + " claims hold";
    };
  }

  /// With which parameters.
  static String with(RunReport run) {
    var parameters = parameters(run);
    return parameters.isEmpty() ? "" : " with " + String.join(", ", parameters);
  }

  /// The parameters as `name=value`.
  static List<String> parameters(RunReport run) {
    return run.parameters().values().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  /// The claims of a status, such as `"a" and "b" are violated`.
  static String named(CheckResult result, Status status, String predicate) {
    var names =
        result.claims().stream()
            .filter(claim -> claim.status() == status)
            .map(claim -> quoted(claim.name()))
            .toList();
    if (names.isEmpty()) {
      return "A claim " + predicate;
    }
    var shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    var more = names.size() - MOST_NAMES;
    var plural = predicate.replaceFirst("^is ", "are ").replaceFirst("^was ", "were ");
    return shown
        + (more > 0 ? " and " + more + " more" : "")
        + " "
        + (names.size() == 1 ? predicate : plural);
  }

  private static String shortest(CheckResult result) {
    return result.claims().stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .map(ClaimResult::trace)
        .filter(Objects::nonNull)
        .mapToInt(trace -> trace.length() - 1)
        .min()
        .stream()
        .mapToObj(length -> Quantity.of(length, "step"))
        .findFirst()
        .orElse("no recorded trace");
  }

  /// What the shortest counterexample of a liveness claim does for ever, though it is fair.
  private static String forever(CheckResult result) {
    return result.claims().stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .map(ClaimResult::trace)
        .filter(Objects::nonNull)
        .min(Comparator.comparingInt(Trace::length))
        .map(Verdict::ending)
        .orElse("no recorded trace");
  }

  private static String ending(Trace trace) {
    var loop = trace.loop();
    var last = trace.length() - 1;
    if (loop == null || loop == last) {
      return "after %s nothing happens any more".formatted(Quantity.of(last, "step"));
    }
    var before = Math.max(0, loop - 1);
    var repeated = Quantity.of(last - before, "step");
    return before == 0
        ? "%s may be repeated for ever".formatted(repeated)
        : "after %s, %s may be repeated for ever".formatted(Quantity.of(before, "step"), repeated);
  }

  /// What threw an exception.
  static String failed(CheckResult result) {
    var failure = result.failure();
    return failure == null
        ? "A rule or claim"
        : (failure.inRule() ? "The rule " : "The claim ") + quoted(failure.where());
  }

  private static String searched(RunReport run) {
    var result = run.result();
    var undecided =
        result.claims().stream().filter(claim -> claim.status() == Status.UNDECIDED).count();
    var open =
        undecided == 0
            ? ""
            : " The search stopped there, with %s undecided."
                .formatted(Quantity.of(undecided, "claim"));
    return "Searched breadth-first over %s to depth %s.%s %s"
        .formatted(
            Quantity.of(result.distinct(), "state") + caveats(result),
            Quantity.of(result.depth()),
            open,
            reason(result))
        .strip();
  }

  private static String reason(CheckResult result) {
    var stopped = result.stopped();
    return stopped == null || stopped.isBlank()
        ? ""
        : "The search ended before all was seen: " + Excerpt.of(stopped, NAME_LENGTH) + ".";
  }

  private static String quoted(String name) {
    return "“" + Excerpt.of(name, NAME_LENGTH) + "”";
  }
}
