package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.manifest.Circumstance;
import dev.plimsoll.cluster.manifest.Scale;
import dev.plimsoll.cluster.manifest.SpecReader;
import dev.plimsoll.cluster.portallocator.NodePortRange;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.ci.Suites;
import dev.plimsoll.reports.cluster.ClusterCheck;
import dev.plimsoll.reports.cluster.FieldPlaces;
import dev.plimsoll.reports.cluster.ManifestFiles;
import dev.plimsoll.reports.cluster.Outcome;
import dev.plimsoll.reports.cluster.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `plimsoll cluster -f PATH...`: what can go wrong with what manifests describe.
@Command(
    name = "cluster",
    description = {
      "Say what can go wrong with what manifests describe, and what helps.",
      "Each circumstance is checked by itself, from one node up to the nodes that there are, until"
          + " a claim fails or a search takes too long. Exit status: 0 all claims hold, up to the"
          + " size that is told; 12 a claim is violated; 13 a liveness claim is; 21 not even the"
          + " smallest size could be searched in time; 65 the manifests cannot be read."
    })
final class ClusterCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern SCALE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  @Option(
      names = {"-f", "--file"},
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Manifests as YAML or JSON, or folders of them.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = {
        "How many nodes there are; those of the manifests are repeated where they are fewer.",
        "Default: those of the manifests, or 3."
      })
  private @Nullable Integer nodes;

  @Option(
      names = "--when",
      paramLabel = "CIRCUMSTANCE",
      split = ",",
      converter = Word.class,
      description = {
        "Only what can go wrong when: create, load, apply, rollout, drain, node-failure, panic.",
        "Default: each that can befall the cluster."
      })
  private List<Circumstance> circumstances = List.of(Circumstance.values());

  @Option(
      names = "--service-node-port-range",
      paramLabel = "FROM-TO",
      converter = PortRange.class,
      description = {
        "The API server's; a Service that asks for a port of nodes outside of it is refused.",
        "Default: 30000-32767."
      })
  private NodePortRange nodePorts = NodePortRange.DEFAULT;

  @Option(
      names = "--scale",
      paramLabel = "full|NxM",
      description = "Only this size: all that is asked for, or N nodes and M pods of a workload.")
  private @Nullable String scale;

  @Mixin RunOptions options;

  @Mixin ResultOutput output;

  @Mixin HelpOption help;

  /// Reads the word for a circumstance.
  static final class Word implements ITypeConverter<Circumstance> {
    @Override
    public Circumstance convert(String word) {
      return Arrays.stream(Circumstance.values())
          .filter(each -> Parameter.written(each).equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of %s, but is '%s'"
                          .formatted(
                              String.join(
                                  ", ",
                                  Arrays.stream(Circumstance.values())
                                      .map(Parameter::written)
                                      .toList()),
                              word)));
    }
  }

  static final class PortRange implements ITypeConverter<NodePortRange> {
    @Override
    public NodePortRange convert(String text) {
      return NodeOptions.read(text, NodePortRange::parse);
    }
  }

  @Override
  public Integer call() throws IOException {
    var interruption = new Interruption();
    try (var _ = new EarlyEnd(interruption)) {
      return call(interruption);
    }
  }

  private int call(Interruption interruption) throws IOException {
    if (nodes != null && nodes < 1) {
      throw new UsageException("--nodes must be at least 1, but is " + nodes);
    }
    var files = new ManifestFiles(paths);
    var texts = new HashMap<String, String>();
    var manifests =
        files.read(file -> texts.computeIfAbsent(file, name -> new InputFile(name).text()));
    nodePorts.check(manifests);
    var reading = read(manifests);
    var request = new Request(files, count(), circumstances, scale(reading.spec().size()));
    var text = new ClusterText(manifests, reading, options.folders());
    if (output.isText()) {
      output.print(text.heading());
    }
    var models = new HashMap<String, Model>();
    var outcomes =
        new ClusterCheck(request, reading.spec(), searchOptions(), interruption)
            .run(
                (configured, at, result) -> {
                  models.put(configured.definition().name(), configured.model());
                  return keep(configured, at, result);
                });
    for (var outcome : outcomes) {
      var run =
          outcome.last().withRemedies(Remedies.of(outcome, new FieldPlaces(manifests), texts));
      if (!run.remedies().isEmpty()) {
        options.folders().keep(run, Objects.requireNonNull(models.get(run.model())));
      }
    }
    if (output.isText()) {
      output.print(text.lines(outcomes));
    }
    var places = new FieldPlaces(manifests);
    output.finish(
        outcomes.stream().map(outcome -> Suites.of(outcome, places)).toList(),
        () -> ClusterJson.encode(manifests, reading, outcomes));
    options.folders().writeIndex();
    return outcomes.stream()
        .map(ClusterCommand::status)
        .min(ExitStatus.worstFirst())
        .orElse(ExitStatus.HOLDS);
  }

  private SpecReader.Reading read(Manifests manifests) {
    try {
      return SpecReader.read(manifests, count());
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.join(" ", paths), String.valueOf(e.getMessage()));
    }
  }

  private OptionalInt count() {
    return nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes);
  }

  private Optional<Scale> scale(Scale full) {
    if (scale == null) {
      return Optional.empty();
    }
    var match = SCALE.matcher(scale);
    if (scale.equals("full")) {
      return Optional.of(full);
    }
    if (!match.matches()) {
      throw new UsageException(
          "--scale expects full or NODESxPODS such as 3x6, but is \"%s\"".formatted(scale));
    }
    return Optional.of(
        new Scale(
            Math.clamp(Integer.parseInt(match.group(1)), 1, full.nodes()),
            Math.clamp(Integer.parseInt(match.group(2)), 1, full.replicas())));
  }

  private SearchOptions searchOptions() {
    var timeout = options.timeout();
    var search =
        SearchOptions.defaults()
            .withWorkers(options.workers())
            .withTimeout(timeout == null ? PATIENCE : timeout);
    return options.progressInterval().isZero()
        ? search
        : search.withProgress(
            progress -> output.err().println(ProgressLine.of(progress)),
            options.progressInterval());
  }

  private RunReport keep(Configured configured, Scale at, CheckResult result) throws IOException {
    var words = new ArrayList<>(List.of("./plimsoll", "cluster", "-f"));
    words.addAll(paths);
    if (nodes != null) {
      words.addAll(List.of("--nodes", nodes.toString()));
    }
    if (!nodePorts.equals(NodePortRange.DEFAULT)) {
      words.addAll(List.of("--service-node-port-range", nodePorts.toString()));
    }
    var circumstance = configured.definition().name();
    words.addAll(List.of("--when", circumstance.substring(circumstance.indexOf('/') + 1)));
    words.addAll(List.of("--scale", "%dx%d".formatted(at.nodes(), at.replicas())));
    return options
        .folders()
        .keep(
            configured,
            String.join(" ", words),
            new RunReport.Bounds(null, options.timeout()),
            result);
  }

  /// A search of a larger size that takes too long says nothing against the smaller ones.
  private static int status(Outcome outcome) {
    var status = ExitStatus.of(outcome.last().result());
    return status == ExitStatus.INCOMPLETE && outcome.held().isPresent()
        ? ExitStatus.HOLDS
        : status;
  }
}
