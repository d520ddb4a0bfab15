package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.reports.explore.Bounds;
import dev.plimsoll.reports.explore.Exploration;
import dev.plimsoll.reports.explore.ExploreServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `plimsoll explore MODEL|TRACE`: walks through a model by hand, in a browser.
@Command(
    name = "explore",
    description = {
      "Walk through a model step by step, in a browser.",
      "In place of MODEL a recorded counterexample can be given, such as"
          + " counterexamples/MODEL/CLAIM.itf.json: the page opens at its end.",
      "The page is served to this machine alone, until the command is interrupted."
    })
final class ExploreCommand implements Callable<Integer> {

  private static final int MOST_PORT = 65_535;
  private static final int PATIENCE = 200;

  @Mixin ModelChoice choice;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Where to listen; default: any port that is free.")
  private int port;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many states a search from a place looks at; default: 100000.")
  private int most;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "10s",
      description = "How long it may take; default: 10s.")
  private Duration timeout = Bounds.DEFAULT.time();

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MOST_PORT) {
      throw new UsageException("--port must be from 0 to %d, but is %d".formatted(MOST_PORT, port));
    }
    var bounds = bounds();
    var interruption = new Interruption();
    try (var _ = new EarlyEnd(interruption)) {
      return serve(bounds, interruption);
    }
  }

  private Bounds bounds() {
    try {
      return new Bounds(most, timeout);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--most and --timeout: " + e.getMessage());
    }
  }

  private int serve(Bounds bounds, Interruption interruption) throws InterruptedException {
    var named = choice.model();
    var path = List.<Integer>of();
    Exploration exploration;
    if (named != null && Files.isRegularFile(Path.of(named))) {
      var recorded = TraceFile.read(Path.of(named));
      exploration = new Exploration(recorded.configured());
      path = exploration.along(recorded.counterexample().trace());
    } else {
      exploration = new Exploration(choice.configured(Catalog.load()));
    }
    try (var server = new ExploreServer(exploration, bounds, port)) {
      var out = spec.commandLine().getOut();
      out.println("explore   " + server.address(path));
      out.flush();
      while (!interruption.isRequested()) {
        Thread.sleep(PATIENCE);
      }
    }
    return ExitStatus.HOLDS;
  }
}
