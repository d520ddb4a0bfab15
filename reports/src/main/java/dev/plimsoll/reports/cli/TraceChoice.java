package dev.plimsoll.reports.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is said of a trace beside its file: of one that another tool has written, of which model it
/// is to be; of one of ours, which parameters are other ones now.
final class TraceChoice {

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = {
        "Of which model the trace is, where the file does not say it: one that another tool has",
        "written. Its states are matched by the values of the variables that both have."
      })
  private @Nullable String model;

  @Option(
      names = "--variable",
      paramLabel = "THEIRS=OURS",
      description = "What a variable of another tool's trace is called here; may be given again.")
  private List<String> variables = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Set a parameter of the model; may be given again.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--claim",
      paramLabel = "NAME",
      description = "What it violates; default: what the file says, or the first that it does.")
  private @Nullable String claim;

  /// The model that is named; null where none is.
  @Nullable String model() {
    return model;
  }

  /// The claim that is named; null where none is.
  @Nullable String claim() {
    return claim;
  }

  /// Whether nothing is said.
  boolean isEmpty() {
    return model == null && claim == null && settings.isEmpty() && variables.isEmpty();
  }

  /// Our names of variables, by theirs.
  ///
  /// @throws UsageException if one is not said as THEIRS=OURS
  Map<String, String> variables() {
    return Settings.of("--variable", variables);
  }

  /// The parameters of a trace and, instead of them, those that are set.
  ///
  /// @throws UsageException if it is not said as NAME=VALUE
  Map<String, String> parameters(Map<String, String> recorded) {
    var values = new LinkedHashMap<>(recorded);
    values.putAll(Settings.of("--set", settings));
    return values;
  }
}
