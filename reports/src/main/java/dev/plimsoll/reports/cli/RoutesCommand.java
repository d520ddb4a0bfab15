package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.routes.ConfigInference;
import dev.plimsoll.network.routes.Finding;
import dev.plimsoll.network.routes.Finding.Severity;
import dev.plimsoll.network.routes.Routes;
import dev.plimsoll.network.routes.RoutesReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plimsoll routes DUMP --objects FILE...`: where packets to every Service go.
@Command(
    name = "routes",
    description = {
      "Decide where every packet to every Service goes under an iptables-save dump.",
      "Each service port is tried from a pod of the node, the node itself and outside, and"
          + " compared",
      "with what the Service asks for. Exit status: 0 as asked for, or warnings only; 12 packets"
          + " go",
      "wrong; 21 what becomes of some depends on what the dump does not show."
    })
final class RoutesCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DUMP", description = "What iptables-save printed on the node.")
  private String dump = "";

  @Option(
      names = "--objects",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Services and EndpointSlices, as YAML or JSON.")
  private List<String> objects = new ArrayList<>();

  @Option(
      names = "--node-name",
      paramLabel = "NAME",
      description = "The node that the rules are of; default: worked out from the endpoints.")
  private @Nullable String nodeName;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The zone of the node; default: worked out from the endpoints.")
  private @Nullable String zone;

  @Mixin Output output;

  @Mixin NodeOptions node;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    var rules = Dump.parse(dump, new InputFile(dump).text()).load();
    var manifests =
        objects.stream()
            .map(file -> ManifestReader.read(file, new InputFile(file).text()))
            .reduce(new Manifests(List.of(), List.of()), Manifests::plus);
    if (manifests.services().isEmpty()) {
      output.err().println("plimsoll: there is no Service in " + objects);
    }
    RoutesReport report;
    try {
      var here = node.node();
      var config =
          ConfigInference.infer(
              rules,
              manifests.endpointSlices(),
              here,
              Optional.ofNullable(nodeName),
              Optional.ofNullable(zone));
      report = Routes.analyse(rules, manifests, here, config);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    if (output.isText()) {
      output.print(RoutesText.lines(report));
    } else {
      output.print(RoutesJson.encode(report));
    }
    return status(report);
  }

  private static int status(RoutesReport report) {
    var kinds = report.findings().stream().map(Finding::kind).toList();
    if (kinds.stream().anyMatch(kind -> kind.severity() == Severity.ERROR)) {
      return ExitStatus.VIOLATED;
    }
    return kinds.contains(Finding.Kind.UNDECIDED) ? ExitStatus.INCOMPLETE : ExitStatus.HOLDS;
  }
}
