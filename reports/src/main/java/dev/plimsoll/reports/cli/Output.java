package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonWriter;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Where a command prints, and in which form.
final class Output {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      converter = Format.Reader.class,
      defaultValue = "text",
      description = "What to print: text, or one document of JSON.")
  private Format format = Format.TEXT;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  boolean isText() {
    return format == Format.TEXT;
  }

  /// Prints lines of the answer.
  void print(Iterable<String> lines) {
    lines.forEach(out()::println);
    out().flush();
  }

  /// Prints the answer as a document.
  void print(Json document) {
    out().print(JsonWriter.indented(document));
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
}
