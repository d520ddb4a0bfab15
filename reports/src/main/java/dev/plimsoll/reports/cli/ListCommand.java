package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.counterexamples.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `plimsoll list`: the models, their parameters and claims.
@Command(
    name = "list",
    description = "List the models with their sources, parameters and claims, one line each.")
final class ListCommand implements Callable<Integer> {

  @Mixin Output output;

  @Mixin HelpOption help;

  @Override
  public Integer call() {
    var models = Catalog.load().definitions();
    if (output.isText()) {
      models.forEach(model -> output.print(lines(model)));
    } else {
      output.print(Json.object().with("models", Json.list(models, ListCommand::encode)).build());
    }
    return ExitStatus.HOLDS;
  }

  private static List<String> lines(ModelDefinition model) {
    var lines = new ArrayList<String>();
    lines.add("%s  %s  (%s)".formatted(model.name(), model.summary(), model.source()));
    for (var parameter : model.parameters()) {
      lines.add(
          "  %-32s %s: %s"
              .formatted(setting(parameter), parameter.description(), parameter.expected()));
    }
    for (var claim : claims(model)) {
      lines.add("  %-13s \"%s\"".formatted(claim.kind(), claim.name()));
    }
    lines.add("");
    return lines;
  }

  private static String setting(Parameter parameter) {
    return "--set %s=%s".formatted(parameter.name(), parameter.defaultValue());
  }

  private static List<Claim> claims(ModelDefinition model) {
    return model.configure(Map.of()).model().claims();
  }

  private static Json encode(ModelDefinition model) {
    return Json.object()
        .with("name", model.name())
        .with("summary", model.summary())
        .with("source", model.source())
        .with("broken", model.isBroken())
        .with("parameters", Json.list(model.parameters(), ListCommand::encode))
        .with("claims", Json.list(claims(model), ListCommand::encode))
        .build();
  }

  private static Json encode(Parameter parameter) {
    return Json.object()
        .with("name", parameter.name())
        .with("default", parameter.defaultValue())
        .with("expected", parameter.expected())
        .with("description", parameter.description())
        .build();
  }

  private static Json encode(Claim claim) {
    return Json.object().with("name", claim.name()).with("kind", claim.kind().toString()).build();
  }
}
