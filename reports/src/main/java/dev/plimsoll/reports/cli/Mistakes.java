package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.UnknownNameException;
import dev.plimsoll.checker.checkpoint.CheckpointException;
import dev.plimsoll.checker.kernel.AsymmetryException;
import dev.plimsoll.checker.kernel.ImpureRuleException;
import dev.plimsoll.checker.reduction.IrreducibleException;
import dev.plimsoll.counterexamples.Version;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.kubernetes.manifest.ManifestException;
import dev.plimsoll.network.netfilter.text.DumpException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what went wrong, in one sentence on standard error, and gives the exit status.
final class Mistakes {

  /// The command line does not have the form of a command.
  static int inTheArguments(ParameterException mistake, String[] arguments) {
    var commandLine = mistake.getCommandLine();
    var err = commandLine.getErr();
    var unknown = unknownName(mistake);
    err.println("plimsoll: " + unknown.map(Throwable::getMessage).orElse(mistake.getMessage()));
    var command = commandLine.getCommandSpec().qualifiedName();
    err.println("See: ./%s --help".formatted(command));
    return ExitStatus.USAGE;
  }

  /// An option or command that there is not, with the nearest that there are.
  private static Optional<UnknownNameException> unknownName(ParameterException mistake) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    var name = unmatched.getUnmatched().getFirst();
    var command = unmatched.getCommandLine();
    if (name.startsWith("-")) {
      var options = command.getCommandSpec().optionsMap().keySet();
      return Optional.of(new UnknownNameException("option", name, options));
    }
    var commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? Optional.empty()
        : Optional.of(new UnknownNameException("command", name, commands));
  }

  /// A command has thrown an exception.
  static int inACommand(Exception mistake, CommandLine commandLine, ParseResult arguments) {
    var err = commandLine.getErr();
    var status = status(mistake);
    err.println("plimsoll: " + Printable.of(sentence(mistake, status)));
    if (status == ExitStatus.BUG || isDebugging(arguments.originalArgs())) {
      explain(mistake, err, arguments.originalArgs());
    }
    return status;
  }

  /// A command came to the end of the stack or of the memory.
  static int ofTheMachine(VirtualMachineError mistake, PrintWriter err, String... arguments) {
    if (mistake instanceof OutOfMemoryError) {
      err.println("plimsoll: there is not enough memory; PLIMSOLL_JVM=-Xmx8g gives it 8 GB");
      return ExitStatus.INCOMPLETE;
    }
    err.println("plimsoll: " + bug(mistake));
    explain(mistake, err, List.of(arguments));
    return ExitStatus.BUG;
  }

  private static int status(Exception mistake) {
    return switch (mistake) {
      case UnknownNameException _, UsageException _, FileSystemException _ -> ExitStatus.USAGE;
      case AsymmetryException _, IrreducibleException _ -> ExitStatus.USAGE;
      case UnreadableException _, DumpException _, ManifestException _, CheckpointException _ ->
          ExitStatus.UNREADABLE;
      case ImpureRuleException _ -> ExitStatus.RULE_FAILED;
      default -> ExitStatus.BUG;
    };
  }

  private static String sentence(Exception mistake, int status) {
    if (status == ExitStatus.BUG) {
      return bug(mistake);
    }
    if (mistake instanceof FileSystemException file) {
      var reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
      return "cannot write %s: %s; --out names another folder".formatted(file.getFile(), reason);
    }
    return String.valueOf(mistake.getMessage());
  }

  private static String bug(Throwable mistake) {
    return "a bug of ours in version %s: %s".formatted(Version.current(), mistake);
  }

  private static void explain(Throwable mistake, PrintWriter err, List<String> arguments) {
    if (isDebugging(arguments)) {
      mistake.printStackTrace(err);
    } else {
      err.println("Please report it, with the command and what --debug adds here.");
    }
  }

  private static boolean isDebugging(List<String> arguments) {
    return arguments.contains("--debug") || System.getenv("PLIMSOLL_DEBUG") != null;
  }

  private Mistakes() {}
}
