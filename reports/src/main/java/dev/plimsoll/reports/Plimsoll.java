package dev.plimsoll.reports;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line: `plimsoll COMMAND`.
///
/// Exit status: 0 when what was asked for was done, 64 when the command line cannot be understood.
@Command(
    name = "plimsoll",
    description = "A model checker and property-test suite for Kubernetes.",
    version = "plimsoll 0.1.0",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 64,
    exitCodeOnExecutionException = 70)
public final class Plimsoll implements Runnable {

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  /// Runs one command and ends the process with its exit status.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Plimsoll()).execute(arguments));
  }

  /// Without a command: the help.
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
