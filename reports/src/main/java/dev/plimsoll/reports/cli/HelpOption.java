package dev.plimsoll.reports.cli;

import picocli.CommandLine.Option;

/// What every command understands.
final class HelpOption {

  @Option(names = "--help", usageHelp = true, description = "Show this and end.")
  boolean help;

  @Option(
      names = "--debug",
      description = "Show where in the program an error arose (also: PLIMSOLL_DEBUG=1).")
  boolean debug;
}
