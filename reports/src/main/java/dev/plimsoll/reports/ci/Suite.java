package dev.plimsoll.reports.ci;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one run has to say.
///
/// @param name the model, the circumstance or the part of the museum
/// @param subject what else tells its findings from those of other runs, such as the parameters
/// @param command the command line that repeats it
/// @param extent how much was seen, in words
/// @param stopped why it ended before all was seen; null where all was seen
public record Suite(
    String name,
    String subject,
    String command,
    String extent,
    Duration elapsed,
    @Nullable String stopped,
    List<Case> cases) {

  public Suite {
    cases = List.copyOf(cases);
  }

  /// How many cases there are of a verdict.
  public long count(Case.Verdict verdict) {
    return cases.stream().filter(each -> each.verdict() == verdict).count();
  }

  /// Those for which a build should fail.
  public List<Case> failures() {
    return cases.stream().filter(each -> each.verdict().isFailure()).toList();
  }
}
