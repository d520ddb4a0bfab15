package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is said of a trace beside its file: of one that another tool has written, of which model it
/// is to be; of one of ours, which parameters are other ones now.
final class TraceChoice {

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "Of which model the trace is, where the file does not say it: one that another tool has"
              + " written. Its states are matched by the values of the variables that both have.")
  private @Nullable String model;

  @Option(
      names = "--variable",
      paramLabel = "THEIRS=OURS",
      description = "What a variable of another tool's trace is called here; may be given again.")
  private List<String> variables = new ArrayList<>();

  @Mixin private Settings settings = new Settings();

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

  /// The model of a trace, with its parameters and, instead of them, those that are set.
  ///
  /// @throws UsageException if it does not take what is set
  Configured configure(ModelDefinition definition, Map<String, String> recorded) {
    return settings.configure(definition, recorded);
  }
}
