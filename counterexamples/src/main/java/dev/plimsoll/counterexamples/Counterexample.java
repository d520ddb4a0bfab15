package dev.plimsoll.counterexamples;

import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.properties.text.TraceText;
import java.util.List;
import java.util.Optional;

/// A path through a model that ends where one of its claims is violated, or a behaviour that never
/// ends and violates one.
///
/// @param model the name in the catalog
/// @param parameters all parameters of the model, the defaults among them
/// @param claim the name of the violated claim
/// @param version the version of Plimsoll that found it
public record Counterexample(
    String model, Parameters parameters, String claim, Kind kind, Trace trace, String version) {

  /// How the claim is violated.
  public enum Kind {
    /// The last state does not pass an `always` claim.
    SAFETY("safety"),
    /// In the last state no rule can fire, and the model may not rest there.
    DEADLOCK("deadlock"),
    /// The trace repeats itself forever, fairly, and does not satisfy a liveness claim.
    LIVENESS("liveness");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// The word of files and reports.
    @Override
    public String toString() {
      return text;
    }
  }

  /// What a search found against a claim: a counterexample if the claim is violated.
  public static Optional<Counterexample> of(
      String model, Parameters parameters, ClaimResult result) {
    var trace = result.trace();
    if (result.status() != Status.VIOLATED || trace == null) {
      return Optional.empty();
    }
    var kind =
        switch (result.kind()) {
          case DEADLOCK_FREE -> Kind.DEADLOCK;
          case LIVENESS -> Kind.LIVENESS;
          case ALWAYS, SOMETIMES -> Kind.SAFETY;
        };
    return Optional.of(
        new Counterexample(model, parameters, result.name(), kind, trace, Version.current()));
  }

  /// The trace as lines of text; the last step says what it violates.
  public List<String> lines() {
    return TraceText.of(
        trace,
        switch (kind) {
          case SAFETY, LIVENESS -> "<- violates \"%s\"".formatted(claim);
          case DEADLOCK -> "<- violates \"%s\": no rule can fire".formatted(claim);
        });
  }
}
