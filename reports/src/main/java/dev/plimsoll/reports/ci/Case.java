package dev.plimsoll.reports.ci;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One claim, and what came of it.
///
/// @param name the claim
/// @param kind such as `always`
/// @param rule the sort of finding that it is where it fails
/// @param message what is to be said of it, in a sentence; empty where it holds
/// @param details the trace, in lines; empty where there is none
/// @param steps the names of the steps of the trace, in order
/// @param place where to look; null where there is no file
/// @param related where else to look
public record Case(
    String name,
    String kind,
    Rule rule,
    Verdict verdict,
    String message,
    List<String> details,
    List<String> steps,
    @Nullable Place place,
    List<Place> related) {

  /// A sort of finding: the same in every run and for every input.
  ///
  /// @param id names it
  /// @param description the claim, without what it is about in this run
  public record Rule(String id, String description) {}

  /// The answer for a claim.
  public enum Verdict {
    /// It holds, or was seen.
    PASSED,
    /// It holds, but says nothing.
    VACUOUS,
    /// It is to be looked at, and is no failure.
    WARNED,
    /// It was not decided.
    OPEN,
    /// It is a `sometimes` claim, and was never seen though all was.
    NEVER_SEEN,
    /// It is violated.
    VIOLATED,
    /// The model threw an exception.
    BROKEN;

    /// Whether it is to be told as wrong.
    public boolean isFinding() {
      return switch (this) {
        case PASSED, OPEN -> false;
        case VACUOUS, WARNED, NEVER_SEEN, VIOLATED, BROKEN -> true;
      };
    }

    /// Whether a build should fail for it.
    public boolean isFailure() {
      return this == NEVER_SEEN || this == VIOLATED || this == BROKEN;
    }
  }

  public Case {
    details = List.copyOf(details);
    steps = List.copyOf(steps);
    related = List.copyOf(related);
  }

  /// With one place to look at, or none.
  public Case(
      String name,
      String kind,
      Rule rule,
      Verdict verdict,
      String message,
      List<String> details,
      List<String> steps,
      @Nullable Place place) {
    this(name, kind, rule, verdict, message, details, steps, place, List.of());
  }
}
