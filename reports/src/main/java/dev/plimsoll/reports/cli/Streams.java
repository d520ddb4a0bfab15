package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonWriter;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Where a command prints.
abstract class Streams {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /// Prints lines of the answer.
  void print(Iterable<String> lines) {
    var out = out();
    for (var line : lines) {
      out.print(Printable.of(line));
      // Not println, which would flush after every line.
      out.print(System.lineSeparator());
    }
    out.flush();
  }

  /// Prints the answer as a document.
  void print(Json document) {
    print(JsonWriter.indented(document));
  }

  /// Prints the answer as it is.
  void print(String text) {
    out().print(text);
    out().flush();
  }

  /// Standard output: the answer and nothing else.
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /// Standard error: what is said beside the answer.
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /// The command line that was given, to be given again.
  String command() {
    var words = spec.root().commandLine().getParseResult().originalArgs().stream();
    return "./plimsoll " + words.map(Corpus::quoted).collect(Collectors.joining(" "));
  }

  /// The environment of the process.
  Map<String, String> environment() {
    return spec.root().userObject() instanceof Plimsoll program ? program.environment() : Map.of();
  }
}
