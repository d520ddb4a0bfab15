package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.trace.Trace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search found, within what bounds.
///
/// @param distinct the number of different states seen
/// @param generated the initial states and every step out of a state that was expanded, stuttering
///     steps among them
/// @param depth the number of levels of the breadth-first search, the initial states' counted as 1
/// @param frontier the number of states that were seen but not expanded; 0 after an exhaustive
///     search
/// @param method which states were visited, and how they were told apart
/// @param memory what the distinct states took
/// @param claims in order of declaration; only those that were asked for
/// @param rules in order of declaration
/// @param levels in order of depth, the initial states' first; the first 10,000
/// @param coverage what rules and claims have read, chosen and written
/// @param statistics what rules and states have left in memory
/// @param stopped why the search ended before all was seen, in words; null where all was seen
public record CheckResult(
    Verdict verdict,
    long distinct,
    long generated,
    int depth,
    long frontier,
    Duration elapsed,
    int workers,
    Method method,
    StateMemory memory,
    List<ClaimResult> claims,
    List<RuleStatistics> rules,
    List<LevelStatistics> levels,
    Coverage coverage,
    Statistics statistics,
    @Nullable ModelFailure failure,
    @Nullable String stopped) {

  /// The answer as a whole.
  public enum Verdict {
    /// Every claim holds in every reachable state of the model with these parameters.
    HOLDS,
    /// An `always` claim is violated.
    VIOLATED,
    /// A state was reached in which no rule can fire.
    DEADLOCK,
    /// A liveness claim is violated; all other claims hold.
    LIVENESS_VIOLATED,
    /// All was seen, but a `sometimes` claim never.
    NEVER_SEEN,
    /// A bound was hit first; no claim is violated in what was seen.
    INCOMPLETE,
    /// The model itself failed: a rule or claim threw an exception.
    FAILED
  }

  /// What the distinct states took at the end, with all that they are folded from.
  ///
  /// @param bytes in memory and in files
  /// @param inFiles how many of them are in files, as memory was limited
  public record StateMemory(long bytes, long inFiles) {}

  /// The answer for one claim.
  public enum Status {
    HOLDS,
    VIOLATED,
    /// A `sometimes` claim was seen.
    SEEN,
    /// A `sometimes` claim was not seen, though all was.
    NEVER_SEEN,
    /// The search ended before it could tell.
    UNDECIDED
  }

  /// What was found for one claim.
  ///
  /// @param depth the level at which it was violated; of a liveness claim, the length of the trace;
  ///     0 otherwise
  /// @param trace a shortest one to the violation, or, of a liveness claim, a short one that
  ///     repeats itself; null where there is none
  /// @param vacuity why it says nothing, though it holds; null where it says something
  public record ClaimResult(
      String name,
      Claim.Kind kind,
      Status status,
      int depth,
      @Nullable Trace trace,
      @Nullable Vacuity vacuity) {

    /// A claim that says something.
    public ClaimResult(
        String name, Claim.Kind kind, Status status, int depth, @Nullable Trace trace) {
      this(name, kind, status, depth, trace, null);
    }
  }

  /// How much a rule did.
  ///
  /// @param fired how many steps it made
  /// @param learned how often its code was executed: the other times it was known what it does
  public record RuleStatistics(String name, long fired, long learned) {}

  /// The states that the search has reached in as many steps.
  ///
  /// @param states how many there are
  /// @param fired the steps out of them, by rule in order of declaration; 0 where none of
  ///     them was expanded
  public record LevelStatistics(long states, List<Long> fired) {
    public LevelStatistics {
      fired = List.copyOf(fired);
    }

    /// The steps out of them.
    public long generated() {
      return fired.stream().mapToLong(steps -> steps).sum();
    }
  }

  /// A rule or a claim that threw an exception.
  ///
  /// @param where the rule or claim by name
  /// @param trace a shortest one to the state in which it did
  public record ModelFailure(String where, boolean inRule, Throwable cause, Trace trace) {}

  public CheckResult {
    claims = List.copyOf(claims);
    rules = List.copyOf(rules);
    levels = List.copyOf(levels);
  }

  /// The same with another answer.
  ///
  /// @param claims instead of its own, in order of declaration
  public CheckResult with(
      Verdict verdict, List<ClaimResult> claims, @Nullable ModelFailure failure) {
    return new CheckResult(
        verdict,
        distinct,
        generated,
        depth,
        frontier,
        elapsed,
        workers,
        method,
        memory,
        claims,
        rules,
        levels,
        coverage,
        statistics,
        failure,
        stopped);
  }

  /// The result for the claim of this name, which must have been asked for.
  public ClaimResult claim(String name) {
    return claims.stream().filter(claim -> claim.name().equals(name)).findFirst().orElseThrow();
  }

  /// The names of the claims that are violated, in order of declaration.
  public List<String> violated() {
    return claims.stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .map(ClaimResult::name)
        .toList();
  }
}
