package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.counterexamples.replay.Replay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which model a command is about, with which parameters, and for which of its claims.
final class ModelChoice {

  @Parameters(arity = "0..1", paramLabel = "MODEL", description = "A name from 'plimsoll list'.")
  private @Nullable String model;

  @Mixin private Settings settings = new Settings();

  @Option(
      names = "--claim",
      paramLabel = "NAME",
      description = "Look at this claim only; may be given again.")
  private List<String> claims = new ArrayList<>();

  /// Whether a model is named.
  boolean isMade() {
    return model != null;
  }

  /// Whether something is said of a model.
  boolean isNarrowed() {
    return !settings.isEmpty() || !claims.isEmpty();
  }

  /// The model that is named, with the parameters that are set.
  ///
  /// @throws UnknownNameException if there is no such model
  /// @throws UsageException if none is named, or it does not take what is said of it
  Configured configured(Catalog catalog) {
    if (model == null) {
      throw new UsageException("a MODEL is needed: ./plimsoll list names them");
    }
    return configured(catalog.find(model), Map.of());
  }

  /// A model with some parameters and, instead of them, those that are set.
  ///
  /// @throws UsageException if it does not take what is said of it
  Configured configured(ModelDefinition definition, Map<String, String> parameters) {
    var configured = settings.configure(definition, parameters);
    try {
      claims.forEach(claim -> Replay.claim(configured.model(), claim));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return configured;
  }

  /// The name of the model, if one is named.
  @Nullable String model() {
    return model;
  }

  /// The names of the claims to look at; empty for all.
  Set<String> claims() {
    return new LinkedHashSet<>(claims);
  }
}
