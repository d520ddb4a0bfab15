package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.counterexamples.replay.Outcome;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.counterexamples.replay.ReplayText;
import dev.plimsoll.properties.graph.Extent;
import dev.plimsoll.properties.graph.GraphFormat;
import dev.plimsoll.properties.graph.StateGraph;
import dev.plimsoll.properties.graph.TooManyStatesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `plimsoll graph [MODEL]`: the states of a model and the steps between them, to be drawn.
@Command(
    name = "graph",
    description = {
      "Write the states of a model and the steps between them as a graph.",
      "Of a large model: what lies around a recorded counterexample (--trace), or its first levels"
          + " (--depth). A picture: ./plimsoll graph lock | dot -Tsvg > lock.svg"
    })
final class GraphCommand implements Callable<Integer> {

  private static final int MOST_STATES = 100_000;
  private static final int RADIUS = 1;

  @Mixin ModelChoice choice;

  @Option(
      names = "--format",
      paramLabel = "dot|graphml|json",
      converter = FormatReader.class,
      defaultValue = "dot",
      description = "What to write: DOT for Graphviz (the default), GraphML, or JSON.")
  private GraphFormat format = GraphFormat.DOT;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "The first N levels only, the initial state's counted as 1.")
  private @Nullable Integer depth;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "What lies around a recorded counterexample, such as"
              + " counterexamples/MODEL/CLAIM.itf.json; model and parameters are those of the"
              + " file.")
  private @Nullable Path trace;

  @Option(
      names = "--radius",
      paramLabel = "N",
      description = "How many steps from the states of the trace; default: 1.")
  private @Nullable Integer radius;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "200",
      description = "Refuse a graph of more states; default: 200, at most 100000.")
  private int most = Extent.TO_BE_LOOKED_AT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write it to this file; default: standard output.")
  private @Nullable Path file;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  /// Reads the word of the command line.
  static final class FormatReader implements ITypeConverter<GraphFormat> {
    @Override
    public GraphFormat convert(String word) {
      for (var format : GraphFormat.values()) {
        if (format.toString().equals(word)) {
          return format;
        }
      }
      throw new TypeConversionException(
          "expected dot, graphml or json, but is '%s'".formatted(word));
    }
  }

  @Override
  public Integer call() {
    checkBounds();
    var graph = trace == null ? whole() : around(TraceFile.read(trace));
    var text = format.write(graph);
    var out = spec.commandLine().getOut();
    if (file == null) {
      out.print(text);
    } else {
      write(text, file);
      out.println(
          String.format(
              Locale.ROOT,
              "graph     %s   %,d states, %,d steps",
              file,
              graph.graph().vertexSet().size(),
              graph.graph().edgeSet().size()));
    }
    out.flush();
    return ExitStatus.HOLDS;
  }

  private void checkBounds() {
    if (most < 1 || most > MOST_STATES) {
      throw new UsageException(
          "--most must be from 1 to %d, but is %d".formatted(MOST_STATES, most));
    }
    if (depth != null && depth < 1) {
      throw new UsageException("--depth must be at least 1, but is " + depth);
    }
    if (radius != null && radius < 0) {
      throw new UsageException("--radius must be at least 0, but is " + radius);
    }
    if (trace == null && radius != null) {
      throw new UsageException("--radius is how far to go from a --trace: give one");
    }
    if (trace != null && depth != null) {
      throw new UsageException("--depth counts from the initial state, --radius from a --trace");
    }
  }

  private StateGraph whole() {
    var extent = depth == null ? Extent.ALL : Extent.ALL.withSteps(depth - 1);
    return graph(choice.configured(Catalog.load()), extent);
  }

  private StateGraph around(TraceFile recorded) {
    var configured = recorded.configured();
    checkAgreement(recorded, configured);
    var counterexample = recorded.counterexample();
    var outcome = Replay.run(counterexample, configured.model());
    switch (outcome) {
      case Outcome.StillViolates _, Outcome.NoLongerViolates _ -> {}
      case Outcome.OtherStart _, Outcome.OtherState _, Outcome.NotAllowed _, Outcome.NotClosed _ ->
          throw new UnreadableException(
              recorded.file().toString(),
              String.join("\n", ReplayText.of(counterexample, outcome)));
    }
    return graph(
        configured, Extent.ALL.around(counterexample.trace(), radius == null ? RADIUS : radius));
  }

  /// What is said of the model beside the file must be what the file says.
  private void checkAgreement(TraceFile recorded, Configured configured) {
    var name = configured.definition().name();
    if (choice.isMade() && !name.equals(choice.model())) {
      throw new UsageException("the trace is one of %s, not of %s".formatted(name, choice.model()));
    }
    var wanted = choice.configured(configured.definition(), recorded.parameters()).parameters();
    if (!wanted.equals(configured.parameters())) {
      throw new UsageException(
          "--set says something else than the trace, which was recorded with "
              + RunText.parameters(configured.parameters(), ", "));
    }
  }

  private StateGraph graph(Configured configured, Extent extent) {
    try {
      return StateGraph.of(
          configured.model(), extent.withMostStates(most).withClaims(choice.claims()));
    } catch (TooManyStatesException e) {
      throw new UsageException(
          "%s: %s; %s, or allow more with --most"
              .formatted(
                  configured.definition().name(),
                  e.getMessage(),
                  trace == null
                      ? "choose smaller parameters, or see a part of them with --depth or --trace"
                      : "choose a smaller --radius"));
    }
  }

  private static void write(String text, Path file) {
    if (Files.isDirectory(file)) {
      throw new UsageException("--output expects a file, but %s is a folder".formatted(file));
    }
    try {
      Corpus.replace(file, text);
    } catch (IOException e) {
      throw new UsageException("--output: %s cannot be written: %s".formatted(file, e));
    }
  }
}
