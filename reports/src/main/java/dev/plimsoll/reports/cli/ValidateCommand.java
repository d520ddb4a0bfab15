package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.trace.RecordedTrace;
import dev.plimsoll.counterexamples.trace.TraceReader;
import dev.plimsoll.properties.trace.TraceValidator;
import dev.plimsoll.properties.trace.TraceValidator.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `plimsoll validate TRACE...`: can Raft nodes have done what was recorded?
@Command(
    name = "validate",
    description = {
      "Decide whether traces that etcd's Raft library recorded are behaviours of Raft.",
      "Exit status: 0 when all are, 12 when one is not, 65 when a trace cannot be read."
    })
final class ValidateCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "TRACE",
      description = "A trace, an event of JSON a line; - is standard input.")
  private List<String> files = List.of();

  @Mixin Output output;

  @Mixin HelpOption help;

  private record Validated(String file, RecordedTrace trace, Optional<Mismatch> mismatch) {}

  @Override
  public Integer call() {
    var validated = new ArrayList<Validated>();
    for (var file : files) {
      var trace = TraceReader.read(file, new InputFile(file).text());
      validated.add(new Validated(file, trace, TraceValidator.validate(trace.events())));
    }
    if (output.isText()) {
      validated.forEach(one -> output.print(told(one)));
    } else {
      output.print(Json.object().with("traces", Json.list(validated, this::json)).build());
    }
    return validated.stream().allMatch(one -> one.mismatch().isEmpty())
        ? ExitStatus.HOLDS
        : ExitStatus.VIOLATED;
  }

  private static List<String> told(Validated validated) {
    var file = validated.file();
    if (validated.mismatch().isEmpty()) {
      return List.of("ok       %s  %d events".formatted(file, validated.trace().events().size()));
    }
    var mismatch = validated.mismatch().get();
    var lines = new ArrayList<String>();
    lines.add("MISMATCH %s:%d".formatted(file, mismatch.event().line()));
    lines.add("  event    " + mismatch.event().text());
    lines.add("  because  " + mismatch.reason());
    lines.add("  node     " + mismatch.state());
    mismatch.allowed().forEach(allowed -> lines.add("  allowed  " + allowed));
    validated
        .trace()
        .ids()
        .forEach((node, id) -> lines.add("  id       %s is node %d".formatted(id, node)));
    return lines;
  }

  private Json json(Validated validated) {
    var json =
        Json.object()
            .with("file", validated.file())
            .with("events", validated.trace().events().size())
            .with("outcome", validated.mismatch().isEmpty() ? "behaviour" : "mismatch");
    validated
        .mismatch()
        .ifPresent(
            mismatch ->
                json.with("line", mismatch.event().line())
                    .with("event", mismatch.event().text())
                    .with("because", mismatch.reason())
                    .with("node", mismatch.state())
                    .with("allowed", Json.list(mismatch.allowed(), Json::text))
                    .with("ids", ids(validated.trace())));
    return json.build();
  }

  /// The ids of the nodes that have another number in what is said of them.
  private static Json ids(RecordedTrace trace) {
    var ids = Json.object();
    trace.ids().forEach((node, id) -> ids.with(node.toString(), id));
    return ids.build();
  }
}
