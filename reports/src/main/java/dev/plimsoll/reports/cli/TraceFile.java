package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.reports.cluster.ClusterDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A counterexample in a file that the user names.
record TraceFile(Path file, Counterexample counterexample) {

  /// @throws UnreadableException if it cannot be read
  static TraceFile read(Path file) {
    return new TraceFile(file, Corpus.read(file));
  }

  /// The parameters it was recorded with, as a user would set them.
  Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    counterexample.parameters().values().forEach((k, v) -> parameters.put(k, v.toString()));
    return parameters;
  }

  /// The model of the file. That the file names it wrongly is the file's fault, not the user's.
  ///
  /// @throws UnreadableException if there is no such model, parameter or claim
  Configured configured() {
    try {
      var name = counterexample.model();
      var definition =
          ClusterDefinition.find(name, text -> new InputFile(text).text())
              .orElseGet(() -> Catalog.load().find(name));
      var configured = definition.configure(parameters());
      Replay.claim(configured.model(), counterexample.claim());
      return configured;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(file.toString(), String.valueOf(e.getMessage()));
    }
  }
}
