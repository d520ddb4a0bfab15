package dev.plimsoll.reports;

import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.simulation.Runs;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One run of the checker on one model, with everything that is told about it afterwards: on the
/// terminal, as JSON and as a page of HTML.
///
/// @param version the version of Plimsoll that made the run
/// @param command the command line that repeats it, such as `./plimsoll check replicaset --set
///     expectations=false`
/// @param model the name in the catalog
/// @param summary what the model is about, in one line
/// @param source the paper, file or document that the model follows
/// @param parameters all parameters of the model, the defaults among them
/// @param bounds what the user limited
/// @param result what was found; the traces are those of its claims
/// @param replays for each claim with a recorded counterexample, the command that replays it, in
///     order of the claims
/// @param simulation what else is told of a simulation; null where states were searched
/// @param remedies what was found to help, of a run on what manifests describe
public record RunReport(
    String version,
    String command,
    String model,
    String summary,
    String source,
    Parameters parameters,
    Bounds bounds,
    CheckResult result,
    SequencedMap<String, String> replays,
    @Nullable Simulated simulation,
    List<Remedy> remedies) {

  /// A line of a manifest at which a claim fails.
  ///
  /// @param claim its name
  /// @param place the file and the line, as `file:line`
  /// @param lines that line and those around it, with their numbers
  /// @param change after which the claim holds; empty where none was found
  public record Remedy(String claim, String place, String lines, String change) {}

  /// What a user limited, beyond the parameters of the model.
  ///
  /// @param depth the most levels to see, the initial state's counted as 1; null without a limit
  /// @param timeout how long to go on; null without a limit
  public record Bounds(@Nullable Integer depth, @Nullable Duration timeout) {}

  /// What is told of a simulation.
  ///
  /// @param originals what traces were shrunk from, by claim, or by the rule that threw; nothing
  ///     for those that are as they were found
  public record Simulated(Runs runs, SequencedMap<String, Original> originals) {
    public Simulated {
      originals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(originals));
    }
  }

  /// What a trace was shrunk from.
  ///
  /// @param steps how many it had
  /// @param isShrunk whether shrinking came to its end: otherwise it was interrupted
  /// @param file where it is kept; null where it is not
  public record Original(int steps, boolean isShrunk, @Nullable String file) {}

  public RunReport {
    replays = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(replays));
    remedies = List.copyOf(remedies);
  }

  /// The same with what was found to help.
  public RunReport withRemedies(List<Remedy> found) {
    return new RunReport(
        version,
        command,
        model,
        summary,
        source,
        parameters,
        bounds,
        result,
        replays,
        simulation,
        found);
  }
}
