package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.reports.html.network.FlowsPage;
import dev.plimsoll.reports.html.network.FlowsPage.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `plimsoll packet DUMP FLOW`: what the rules of a node do with a packet.
@Command(
    name = "packet",
    description = {
      "Decide what an iptables-save dump does with a packet, rule by rule.",
      "With --flows: many packets, one JSON line in, one JSON line out. With --html: a page, too,"
          + " with the ways drawn through the chains."
    })
final class PacketCommand implements Callable<Integer> {

  /// Of a way with more rules, as many of its beginning and its end are told.
  private static final int MOST_RULES = 1_000;

  @Parameters(index = "0", paramLabel = "DUMP", description = "What iptables-save printed.")
  private String dump = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FLOW",
      description = "Such as \"tcp 10.244.1.5:40000 -> 10.96.0.10:443\".")
  private @Nullable String flow;

  @Option(
      names = "--flows",
      paramLabel = "FILE",
      description = "Many flows, a JSON object a line; - is standard input.")
  private @Nullable String flows;

  @Option(
      names = "--in",
      paramLabel = "INTERFACE",
      converter = ArrivalReader.class,
      description = "Where the packet arrives; local: it is made on the node.")
  private @Nullable Arrival in;

  @Option(
      names = "--mac-source",
      paramLabel = "ADDRESS",
      converter = MacReader.class,
      description = "The MAC address that FLOW comes from, such as 02:00:00:00:00:01.")
  private @Nullable MacAddress mac;

  @Option(
      names = "--fragment",
      description = {
        "FLOW is a fragment other than the first, which shows no ports.",
        "Where a rule asks for connections, the kernel puts fragments together before any rule."
      })
  private boolean isFragment;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      converter = Format.Simple.class,
      defaultValue = "text",
      description = "What to print for FLOW: text, or one line of JSON.")
  private Format format = Format.TEXT;

  @Mixin PageOption page;

  @Mixin NodeOptions node;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  static final class ArrivalReader implements ITypeConverter<Arrival> {
    @Override
    public Arrival convert(String text) {
      return NodeOptions.read(text, Arrival::parse);
    }
  }

  static final class MacReader implements ITypeConverter<MacAddress> {
    @Override
    public MacAddress convert(String text) {
      return NodeOptions.read(text, MacAddress::parse);
    }
  }

  @Override
  public Integer call() {
    if ((flow == null) == (flows == null)) {
      throw new UsageException("packet expects either a FLOW or --flows FILE");
    }
    var one = flow == null ? null : parse(flow);
    var text = new InputFile(dump).text();
    var traversal = new Traversal(node.rules(dump, text), node.node());
    var flows = new ArrayList<Flow>();
    var out = spec.commandLine().getOut();
    for (var packet : one == null ? packets() : List.of(one)) {
      var flow = new Flow(packet, outcomes(traversal, packet));
      if (page.isWanted()) {
        flows.add(flow);
      }
      if (one == null || format == Format.JSON) {
        out.println(JsonWriter.compact(FlowJson.encode(flow.outcomes())));
      } else {
        out.println(packet + told(packet, traversal));
        var lines = text.lines().toList();
        flow.outcomes().forEach(outcome -> print(outcome, lines));
      }
    }
    var told =
        page.write(
            (command, version) ->
                new FlowsPage(dump, traversal.rules(), command, version).of(flows));
    if (one != null && format == Format.TEXT) {
      told.forEach(out::println);
    }
    out.flush();
    return ExitStatus.HOLDS;
  }

  private Arrival usual() {
    return in == null ? new Arrival.Received(Optional.empty()) : in;
  }

  private Packet parse(String text) {
    try {
      var packet = Packet.parse(text).arriving(usual());
      var framed = mac == null ? packet : packet.from(mac);
      return isFragment ? framed.fragment() : framed;
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private List<Packet> packets() {
    var file = String.valueOf(flows);
    return FlowJson.read(file, new InputFile(file).text(), usual());
  }

  private static List<Outcome> outcomes(Traversal traversal, Packet packet) {
    try {
      return traversal.outcomes(packet);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String told(Packet packet, Traversal traversal) {
    if (!packet.laterFragment()) {
      return "";
    }
    return traversal.rules().joinsFragments()
        ? "  a fragment, put together with the others before the rules"
        : "  a fragment, without ports";
  }

  private void print(Outcome outcome, List<String> lines) {
    var out = spec.commandLine().getOut();
    var likelihood = outcome.likelihood();
    out.println();
    out.printf(
        Locale.ROOT,
        "%-9s -> %s  %s%s%s  %s%s%n",
        outcome.verdict(),
        outcome.destination(),
        outcome.delivery(),
        outcome.exit().map(exit -> " by " + exit).orElse(""),
        outcome.masqueraded() ? "  masqueraded" : "",
        likelihood.assumptions().isEmpty()
            ? "probability " + probability(likelihood.chance())
            : "probability not known",
        outcome.reason().isEmpty() ? "" : "  (" + Printable.of(outcome.reason()) + ")");
    likelihood
        .assumptions()
        .forEach(
            assumption ->
                out.printf(
                    "  assuming that \"%s\" %s (%s:%d)%n",
                    Printable.of(assumption.condition()),
                    assumption.holds() ? "holds" : "does not hold",
                    dump,
                    assumption.at().line()));
    var path = outcome.path();
    if (path.isEmpty()) {
      out.println("  no rule matches");
    } else if (path.size() <= MOST_RULES) {
      print(path, lines);
    } else {
      print(path.subList(0, MOST_RULES / 2), lines);
      out.printf(Locale.ROOT, "  ... %,d rules ...%n", path.size() - MOST_RULES);
      print(path.subList(path.size() - MOST_RULES / 2, path.size()), lines);
    }
  }

  private void print(List<Step> path, List<String> lines) {
    for (var step : path) {
      spec.commandLine()
          .getOut()
          .printf(
              "  %-8s %s rule %d  %s:%d  %s%n",
              step.table(),
              step.chain(),
              step.rule(),
              dump,
              step.line(),
              Printable.of(rule(step.line(), lines)));
    }
  }

  /// With four digits, but never 0 where it is not.
  private static String probability(double chance) {
    var isTiny = chance > 0 && chance < 0.00005;
    return String.format(Locale.ROOT, isTiny ? "%.1e" : "%.4f", chance);
  }

  private static String rule(int line, List<String> lines) {
    return line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "";
  }
}
