package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Rule;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.ModelFailure;
import dev.plimsoll.checker.search.Fault;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.simulation.Simulation;
import dev.plimsoll.checker.simulation.SimulationOptions;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.Version;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.counterexamples.shrink.Shrinker;
import dev.plimsoll.counterexamples.shrink.Shrunk;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.RunReport.Original;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One model, about to be simulated as the user asked for; and what is done with what is found.
final class SimulateRun {

  /// A trace of more steps may take a while to be shrunk.
  private static final int LONG = 300;

  private final Configured configured;
  private final Folders folders;
  private final PrintWriter err;
  private final Interruption interruption;
  private final SequencedMap<String, String> replays = new LinkedHashMap<>();
  private final SequencedMap<String, Original> originals = new LinkedHashMap<>();

  /// @param err where messages go
  /// @param interruption by which the run is asked to end early
  SimulateRun(Configured configured, Folders folders, PrintWriter err, Interruption interruption) {
    this.configured = configured;
    this.folders = folders;
    this.err = err;
    this.interruption = interruption;
  }

  /// Simulates, shrinks and keeps what was found.
  ///
  /// @param command the command line that repeats the run
  /// @param timeout the one among the options; null where there is none
  RunReport run(SimulationOptions options, String command, @Nullable Duration timeout)
      throws IOException {
    var simulated = Simulation.run(configured.model(), options.withInterruption(interruption));
    var found = simulated.found();
    var claims = new ArrayList<ClaimResult>();
    for (var claim : found.claims()) {
      claims.add(shrunk(claim));
    }
    var failure = found.failure() == null ? null : shrunk(found.failure());
    var definition = configured.definition();
    var run =
        new RunReport(
            Version.current(),
            command,
            definition.name(),
            definition.summary(),
            definition.source(),
            configured.parameters(),
            new RunReport.Bounds(null, timeout),
            found.with(found.verdict(), claims, failure),
            replays,
            new RunReport.Simulated(simulated.runs(), originals),
            List.of());
    folders.keep(run, configured.model());
    return run;
  }

  /// The claim with its trace shrunk and kept, and the original beside it.
  private ClaimResult shrunk(ClaimResult found) throws IOException {
    var trace = found.trace();
    if (trace == null) {
      return found;
    }
    var claim = Replay.claim(configured.model(), found.name());
    var shrunk = shrink(new Fault.Violated(claim), trace);
    var told =
        new ClaimResult(
            found.name(), found.kind(), found.status(), shrunk.trace().length(), shrunk.trace());
    replays.putAll(folders.keep(counterexample(told).stream().toList()));
    if (!shrunk.trace().equals(trace)) {
      var file = folders.corpus().writeOriginal(counterexample(found).orElseThrow());
      originals.put(found.name(), original(shrunk, file.toString()));
    }
    return told;
  }

  private Optional<Counterexample> counterexample(ClaimResult claim) {
    return Counterexample.of(configured.definition().name(), configured.parameters(), claim);
  }

  private ModelFailure shrunk(ModelFailure found) {
    var model = configured.model();
    var fault =
        found.inRule()
            ? new Fault.RuleThrows(
                model.rules().stream().map(Rule::name).toList().indexOf(found.where()))
            : new Fault.ClaimThrows(Replay.claim(model, found.where()));
    var shrunk = shrink(fault, found.trace());
    if (!shrunk.trace().equals(found.trace())) {
      originals.put(found.where(), original(shrunk, null));
    }
    return new ModelFailure(found.where(), found.inRule(), found.cause(), shrunk.trace());
  }

  private Shrunk shrink(Fault fault, Trace trace) {
    if (trace.length() > LONG) {
      err.println("shrinking a trace of %,d steps ...".formatted(trace.length() - 1));
    }
    return Shrinker.shrink(configured.model(), fault, trace, interruption);
  }

  private static Original original(Shrunk shrunk, @Nullable String file) {
    return new Original(shrunk.original().length() - 1, shrunk.isMinimal(), file);
  }
}
