package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// The parameters of a model that a command line sets, and what else it says as `NAME=VALUE`.
final class Settings {

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Set a parameter of the model; may be given again.")
  private List<String> settings = new ArrayList<>();

  /// Whether none is set.
  boolean isEmpty() {
    return settings.isEmpty();
  }

  /// A model with some parameters and, instead of them, those that are set.
  ///
  /// @throws UsageException if it does not take what is set
  Configured configure(ModelDefinition definition, Map<String, String> parameters) {
    var values = new LinkedHashMap<>(parameters);
    values.putAll(of("--set", settings));
    try {
      return definition.configure(values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// The values by name, in order.
  ///
  /// @param option by which it is said
  /// @throws UsageException if one is not of this form, or is given twice
  static Map<String, String> of(String option, List<String> settings) {
    var values = new LinkedHashMap<String, String>();
    for (var setting : settings) {
      var equals = setting.indexOf('=');
      if (equals < 1) {
        throw new UsageException("%s expects NAME=VALUE, but is \"%s\"".formatted(option, setting));
      }
      var name = setting.substring(0, equals);
      if (values.put(name, setting.substring(equals + 1)) != null) {
        throw new UsageException("%s gives \"%s\" twice".formatted(option, name));
      }
    }
    return values;
  }
}
