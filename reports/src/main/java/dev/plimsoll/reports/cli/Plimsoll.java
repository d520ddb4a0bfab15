package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The program: `plimsoll COMMAND`. Without a command it shows its help.
@Command(
    name = "plimsoll",
    description = "A model checker and property-test suite for Kubernetes.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Plimsoll.OwnVersion.class,
    footer = {
      "",
      "Exit status: 0 all claims hold within the stated bounds, 11 deadlock, 12 a claim is",
      "violated, 13 a liveness claim is, 20 a 'sometimes' claim was never seen, 21 a bound was hit",
      "first, 64 the command line is wrong, 65 the input is, 70 we are, 75 a rule of the model",
      "threw, 76 a claim did."
    })
public final class Plimsoll implements Runnable {

  /// The commands by name, as help shows them.
  private static final SequencedMap<String, Supplier<Callable<Integer>>> COMMANDS =
      new LinkedHashMap<>();

  static {
    COMMANDS.put("list", ListCommand::new);
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("simulate", SimulateCommand::new);
    COMMANDS.put("replay", ReplayCommand::new);
    COMMANDS.put("shrink", ShrinkCommand::new);
    COMMANDS.put("explore", ExploreCommand::new);
    COMMANDS.put("graph", GraphCommand::new);
    COMMANDS.put("cluster", ClusterCommand::new);
    COMMANDS.put("packet", PacketCommand::new);
    COMMANDS.put("routes", RoutesCommand::new);
    COMMANDS.put("rules", RulesCommand::new);
    COMMANDS.put("ingress", IngressCommand::new);
    COMMANDS.put("dns", DnsCommand::new);
    COMMANDS.put("traceroute", TracerouteCommand::new);
    COMMANDS.put("script", ScriptCommand::new);
    COMMANDS.put("museum", MuseumCommand::new);
    COMMANDS.put("validate", ValidateCommand::new);
    COMMANDS.put("linearizable", LinearizableCommand::new);
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("schema", SchemaCommand::new);
  }

  @Mixin HelpOption help;

  @Option(names = "--version", versionHelp = true, description = "Show the version and end.")
  boolean version;

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;

  /// A program in an environment that says nothing.
  Plimsoll() {
    this(Map.of());
  }

  private Plimsoll(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// The environment of the process, as far as commands are to know it.
  Map<String, String> environment() {
    return environment;
  }

  static final class OwnVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"plimsoll " + Version.current()};
    }
  }

  /// Runs one command and ends the process with its exit status.
  public static void main(String[] arguments) {
    var out = utf8(FileDescriptor.out);
    var err = utf8(FileDescriptor.err);
    var status = run(System.getenv(), out, err, arguments);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /// Runs one command in an environment that says nothing.
  ///
  /// @param out where results go
  /// @param err where messages and progress go
  /// @return the exit status
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return run(Map.of(), out, err, arguments);
  }

  /// Runs one command.
  ///
  /// @param environment of the process: where it is a workflow of GitHub, that is told as well
  /// @param out where results go
  /// @param err where messages and progress go
  /// @return the exit status
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
    var commandLine =
        commandLine(environment, arguments)
            .setOut(out)
            .setErr(err)
            .setUsageHelpWidth(100)
            .setParameterExceptionHandler(Mistakes::inTheArguments)
            .setExecutionExceptionHandler(Mistakes::inACommand);
    try {
      return commandLine.execute(arguments);
    } catch (VirtualMachineError e) {
      return Mistakes.ofTheMachine(e, err, arguments);
    }
  }

  /// With the command that the arguments begin with, or with all where they begin with none: to
  /// look through the options of a command costs as much time as a small search.
  public static CommandLine commandLine(String... arguments) {
    return commandLine(Map.of(), arguments);
  }

  private static CommandLine commandLine(Map<String, String> environment, String... arguments) {
    var commandLine = new CommandLine(new Plimsoll(environment));
    var only = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (only == null) {
      COMMANDS.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    } else {
      commandLine.addSubcommand(arguments[0], only.get());
    }
    return commandLine;
  }

  /// UTF-8 whatever the locale: JSON is so by definition, and names of claims may hold anything.
  private static PrintWriter utf8(FileDescriptor descriptor) {
    var stream = new FileOutputStream(descriptor);
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
