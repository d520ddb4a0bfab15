package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.routes.ConfigInference;
import dev.plimsoll.network.routes.Finding;
import dev.plimsoll.network.routes.Finding.Severity;
import dev.plimsoll.network.routes.Routes;
import dev.plimsoll.network.routes.Routes.Ways;
import dev.plimsoll.network.routes.RoutesReport;
import dev.plimsoll.reports.ci.RouteSuites;
import dev.plimsoll.reports.html.network.RoutesPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plimsoll routes DUMP`: where packets to every Service go, or all packets that there are.
@Command(
    name = "routes",
    description = {
      "Decide where every packet to every Service goes under an iptables-save dump.",
      "Each service port is tried from a pod of the node, the node itself and outside, and compared"
          + " with what the Service asks for. Exit status: 0 as asked for, or warnings only; 12"
          + " packets go wrong; 21 what becomes of some depends on what the dump does not show.",
      "--all, --diff OLD NEW and --shadowed decide about all packets, whatever they are for. Exit"
          + " status: 0 done, and for --diff nothing changed; 12 some packets have another fate; 21"
          + " the packets are too many kinds to tell apart."
    })
final class RoutesCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "DUMP",
      description = "What iptables-save printed on the node.")
  private String dump = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NEW",
      description = "With --diff: what it printed later.")
  private @Nullable String later;

  @Option(
      names = "--objects",
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

  @Option(
      names = "--all",
      description = "Put all packets into classes of the same fate, whatever they are for.")
  private boolean all;

  @Option(
      names = "--diff",
      description = "Say exactly which packets have another fate under NEW than under DUMP.")
  private boolean diff;

  @Option(names = "--shadowed", description = "List the rules that no packet meets, and why.")
  private boolean shadowed;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      defaultValue = "50",
      description = "With --all and --diff: how many classes to show, the largest first; 50.")
  private int limit = 50;

  @Mixin ResultOutput output;

  @Mixin PageOption page;

  @Mixin NodeOptions node;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    int asked = (all ? 1 : 0) + (diff ? 1 : 0) + (shadowed ? 1 : 0) + (objects.isEmpty() ? 0 : 1);
    if (asked != 1 || diff != (later != null)) {
      throw new UsageException(
          "routes expects DUMP and one of --objects FILE, --all, --shadowed; or --diff OLD NEW");
    }
    if (limit < 0) {
      throw new UsageException("--limit " + limit + ": expected 0 or more");
    }
    var start = System.nanoTime();
    return objects.isEmpty() ? allPackets(start) : services(start);
  }

  /// @param start when it began, as `System.nanoTime` says
  private int allPackets(long start) {
    var packets = new AllPackets(output, page, node.node(), limit, start);
    if (later != null) {
      return packets.diff(rules(dump), rules(later));
    }
    return all ? packets.classes(rules(dump)) : packets.shadowed(rules(dump));
  }

  private RuleSet rules(String file) {
    return node.rules(file, new InputFile(file).text());
  }

  private int services(long start) {
    var rules = rules(dump);
    var manifests =
        objects.stream()
            .map(file -> ManifestReader.read(file, new InputFile(file).text()))
            .reduce(new Manifests(List.of(), List.of()), Manifests::plus);
    if (manifests.services().isEmpty()) {
      output.err().println("plimsoll: there is no Service in " + String.join(", ", objects));
    }
    var report = report(rules, manifests);
    if (output.isText()) {
      output.print(RoutesText.lines(report));
    }
    var suites = new RouteSuites(output.command(), Duration.ofNanos(System.nanoTime() - start));
    output.finish(List.of(suites.of(report)), () -> RoutesJson.encode(report));
    var told =
        page.write((command, version) -> RoutesPage.of(rules, report, objects, command, version));
    if (output.isText()) {
      output.print(told);
    }
    return status(report);
  }

  private RoutesReport report(RuleSet rules, Manifests manifests) {
    try {
      var here = node.node();
      var config =
          ConfigInference.infer(
              rules,
              manifests.endpointSlices(),
              here,
              Optional.ofNullable(nodeName),
              Optional.ofNullable(zone));
      var told = output.isText() && !page.isWanted() ? Ways.OF_FINDINGS : Ways.ALL;
      return Routes.analyse(rules, manifests, here, config, told);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static int status(RoutesReport report) {
    var kinds = report.findings().stream().map(Finding::kind).toList();
    if (kinds.stream().anyMatch(kind -> kind.severity() == Severity.ERROR)) {
      return ExitStatus.VIOLATED;
    }
    return kinds.contains(Finding.Kind.UNDECIDED) ? ExitStatus.INCOMPLETE : ExitStatus.HOLDS;
  }
}
