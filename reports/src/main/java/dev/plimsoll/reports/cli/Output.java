package dev.plimsoll.reports.cli;

import picocli.CommandLine.Option;

/// Where a command prints, and in which form.
final class Output extends Streams {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      converter = Format.Simple.class,
      defaultValue = "text",
      description = "What to print: text, or one document of JSON.")
  private Format format = Format.TEXT;

  boolean isText() {
    return format == Format.TEXT;
  }
}
