package dev.plimsoll.counterexamples.museum;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.List;
import java.util.stream.Stream;

/// What the searches of an incident found: broken, and fixed at the same bounds.
public record Pair(Exhibit exhibit, CheckResult broken, CheckResult fixed) {

  /// What is not as it should be, a line each; empty if all is.
  ///
  /// Broken, the claim of the incident must be violated and no other. Fixed, all must hold, a
  /// `sometimes` claim must show that this says something, and every rule must fire.
  public List<String> objections() {
    return Stream.concat(objectionsToBroken(), objectionsTo("fixed", fixed)).toList();
  }

  /// Whether the search of the broken model found the incident, and nothing else.
  public boolean isFound() {
    return objectionsToBroken().findAny().isEmpty();
  }

  /// Whether the search of the fixed model found that all holds, and that this says something.
  public boolean isGone() {
    return objectionsTo("fixed", fixed).findAny().isEmpty();
  }

  private Stream<String> objectionsToBroken() {
    if (exhibit.incident().isControl()) {
      return objectionsTo("as it is", broken);
    }
    var violated = broken.violated();
    var isViolation =
        broken.verdict() == Verdict.VIOLATED || broken.verdict() == Verdict.LIVENESS_VIOLATED;
    if (isViolation && violated.equals(List.of(exhibit.incident().claim()))) {
      return Stream.empty();
    }
    return Stream.of(
        "broken, it violates %s, and should violate \"%s\"%s"
            .formatted(words(violated), exhibit.incident().claim(), reason(broken)));
  }

  /// What is wrong with a model in which nothing should be.
  private static Stream<String> objectionsTo(String how, CheckResult sound) {
    return Stream.of(
            Stream.of(sound)
                .filter(result -> result.verdict() != Verdict.HOLDS)
                .map(
                    result ->
                        "%s, all should hold, but it is %s%s%s"
                            .formatted(how, result.verdict(), missed(result), reason(result))),
            Stream.of(sound)
                .filter(result -> result.claims().stream().noneMatch(Pair::isSometimes))
                .map(_ -> how + ", no claim shows that the others say something"),
            sound.rules().stream()
                .filter(rule -> rule.fired() == 0)
                .map(RuleStatistics::name)
                .map(name -> "%s, the rule \"%s\" never fires".formatted(how, name)))
        .flatMap(objections -> objections);
  }

  private static boolean isSometimes(ClaimResult claim) {
    return claim.kind() == Claim.Kind.SOMETIMES;
  }

  private static String words(List<String> claims) {
    return claims.isEmpty() ? "nothing" : "\"%s\"".formatted(String.join("\", \"", claims));
  }

  /// Why the search ended early, or what was thrown.
  private static String reason(CheckResult result) {
    if (result.stopped() != null) {
      return " (%s)".formatted(result.stopped());
    }
    var failure = result.failure();
    return failure == null ? "" : " (\"%s\" threw %s)".formatted(failure.where(), failure.cause());
  }

  /// The claims that are violated or were not seen.
  private static String missed(CheckResult result) {
    var claims =
        result.claims().stream()
            .filter(claim -> claim.status() != Status.HOLDS && claim.status() != Status.SEEN)
            .map(ClaimResult::name)
            .toList();
    return claims.isEmpty() ? "" : ", " + words(claims);
  }
}
