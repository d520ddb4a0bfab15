package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.Counterexample.Kind;
import dev.plimsoll.counterexamples.Version;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.itf.ForeignTrace;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.counterexamples.replay.Alignment;
import dev.plimsoll.counterexamples.replay.Outcome;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.kubernetes.manifest.ManifestException;
import dev.plimsoll.reports.cluster.ClusterDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A counterexample in a file that the user names.
record TraceFile(Path file, Counterexample counterexample) {

  /// @throws UnreadableException if it cannot be read
  static TraceFile read(Path file) {
    return new TraceFile(file, Corpus.read(file));
  }

  /// Reads a trace of ours, or one of another tool, of which it is said what it is.
  ///
  /// @throws UnreadableException if it cannot be read, or is no behaviour of the model
  static TraceFile read(Path file, TraceChoice choice) {
    var source = new JsonSource(file.toString());
    var document = JsonReader.read(file);
    if (!ForeignTrace.isOurs(source, document) && choice.model() != null) {
      return new TraceFile(file, aligned(source, document, choice));
    }
    if (!ForeignTrace.isOurs(source, document)) {
      throw new UnreadableException(
          file.toString(),
          document.line(),
          "expected \"model\" in \"#meta\"; a trace of another tool needs --model");
    }
    var recorded = read(file);
    if (choice.isEmpty()) {
      return recorded;
    }
    if (choice.model() != null && !choice.model().equals(recorded.counterexample.model())) {
      throw new UsageException(
          "the trace is one of %s, not of %s"
              .formatted(recorded.counterexample.model(), choice.model()));
    }
    return new TraceFile(file, recorded.with(choice));
  }

  private Counterexample with(TraceChoice choice) {
    var name = choice.claim() == null ? counterexample.claim() : choice.claim();
    var configured = choice.configure(definition(counterexample.model()), parameters());
    var claim = Replay.claim(configured.model(), name);
    return counterexample(configured, claim, counterexample.trace());
  }

  private static Counterexample counterexample(Configured configured, Claim claim, Trace trace) {
    var kind =
        switch (claim.kind()) {
          case ALWAYS, SOMETIMES -> Kind.SAFETY;
          case DEADLOCK_FREE -> Kind.DEADLOCK;
          case LIVENESS -> Kind.LIVENESS;
        };
    return new Counterexample(
        configured.definition().name(),
        configured.parameters(),
        claim.name(),
        kind,
        trace,
        Version.current());
  }

  private static Counterexample aligned(JsonSource source, Json document, TraceChoice choice) {
    var foreign = ForeignTrace.decode(source, document).renamed(choice.variables());
    var definition = definition(String.valueOf(choice.model()));
    var configured = choice.configure(definition, Map.of());
    return switch (Alignment.of(foreign, configured.model())) {
      case Alignment.Found(var trace) -> violation(configured, trace, choice);
      case Alignment.NothingInCommon(var variables) ->
          throw new UnreadableException(
              source.file(),
              document.line(),
              "expected a variable of %s: %s"
                  .formatted(definition.name(), String.join(", ", variables)));
      case Alignment.NoWay(var index, var nearest) ->
          throw new UnreadableException(
              source.file(),
              foreign.lines().get(index),
              "expected a state that %s can come to in step %d; the nearest:%n  %s"
                  .formatted(definition.name(), index, String.join("\n  ", nearest)));
    };
  }

  /// The claim that is named, or the first that is violated, or the first there is.
  private static Counterexample violation(Configured configured, Trace trace, TraceChoice choice) {
    var claims =
        choice.claim() == null
            ? configured.model().claims()
            : List.of(Replay.claim(configured.model(), choice.claim()));
    return claims.stream()
        .map(claim -> counterexample(configured, claim, trace))
        .filter(each -> Replay.run(each, configured.model()) instanceof Outcome.StillViolates)
        .findFirst()
        .orElseGet(() -> counterexample(configured, claims.getFirst(), trace));
  }

  /// The parameters it was recorded with, as a user would set them.
  Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    counterexample.parameters().values().forEach((k, v) -> parameters.put(k, v.toString()));
    return parameters;
  }

  /// The model of the file. That the file names it wrongly is the file's fault, not the user's.
  ///
  /// @throws UnreadableException if there is no such model, parameter or claim, or its manifests
  ///     cannot be read
  Configured configured() {
    try {
      var configured = definition(counterexample.model()).configure(parameters());
      Replay.claim(configured.model(), counterexample.claim());
      return configured;
    } catch (IllegalArgumentException | ManifestException e) {
      throw new UnreadableException(file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static ModelDefinition definition(String name) {
    return ClusterDefinition.find(name, text -> new InputFile(text).text())
        .orElseGet(() -> Catalog.load().find(name));
  }
}
