package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.Version;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.reports.ci.GitHub;
import dev.plimsoll.reports.ci.JunitXml;
import dev.plimsoll.reports.ci.Markdown;
import dev.plimsoll.reports.ci.Sarif;
import dev.plimsoll.reports.ci.Suite;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// Where a command prints what claims came to, and in which form: also in those of build servers.
final class ResultOutput extends Streams {

  @Option(
      names = "--format",
      paramLabel = "text|json|junit|sarif|markdown",
      converter = Format.Any.class,
      defaultValue = "text",
      description =
          "What to print: text, or one document: JSON ('plimsoll schema' describes it), JUnit XML,"
              + " SARIF 2.1.0 or Markdown. The exit status is the same.")
  private Format format = Format.TEXT;

  boolean isText() {
    return format == Format.TEXT;
  }

  /// Prints the answer, unless it is text, which is printed as it comes; and tells GitHub, where
  /// this is one of its workflows.
  ///
  /// @param json the document of the answer
  void finish(List<Suite> suites, Supplier<Json> json) {
    switch (format) {
      case TEXT -> {}
      case JSON -> print(json.get());
      case JUNIT -> print(JunitXml.write(suites));
      case SARIF -> print(Sarif.encode(suites, Version.current()));
      case MARKDOWN -> print(Markdown.write(suites));
    }
    new GitHub(environment(), err()).tell(suites);
  }
}
