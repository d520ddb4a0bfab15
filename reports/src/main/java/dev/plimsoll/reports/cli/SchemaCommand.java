package dev.plimsoll.reports.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `plimsoll schema`: what `--format json` prints, as a JSON Schema.
@Command(
    name = "schema",
    description = {
      "Print the JSON Schema (draft 2020-12) of what --format json prints.",
      "Its $defs have one for each command: run (check MODEL and simulate), runs (check), cluster,"
          + " museum, replay, shrink, ingress, dns, traceroute, linearizable, packet, routes,"
          + " packetClasses (routes --all), packetChanges (--diff) and deadRules (--shadowed)."
    })
final class SchemaCommand implements Callable<Integer> {

  private static final String RESOURCE = "/dev/plimsoll/reports/output.schema.json";

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (var schema = SchemaCommand.class.getResourceAsStream(RESOURCE)) {
      var bytes = Objects.requireNonNull(schema, "The build has no " + RESOURCE).readAllBytes();
      spec.commandLine().getOut().print(new String(bytes, StandardCharsets.UTF_8));
    }
    return ExitStatus.HOLDS;
  }
}
