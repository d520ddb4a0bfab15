package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonWriter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `plimsoll list`: the models, their parameters and claims.
@Command(
    name = "list",
    description = "List the models with their sources, parameters and claims, one line each.")
final class ListCommand implements Callable<Integer> {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      converter = Format.Reader.class,
      defaultValue = "text",
      description = "What to print: text, or one document of JSON.")
  private Format format = Format.TEXT;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var models = Catalog.load().definitions();
    switch (format) {
      case TEXT -> models.forEach(model -> print(model, out));
      case JSON -> {
        var list = Json.object().with("models", Json.list(models, ListCommand::encode)).build();
        out.print(JsonWriter.indented(list));
      }
    }
    out.flush();
    return ExitStatus.HOLDS;
  }

  private static void print(ModelDefinition model, PrintWriter out) {
    out.printf("%s  %s  (%s)%n", model.name(), model.summary(), model.source());
    for (var parameter : model.parameters()) {
      out.printf(
          "  %-32s %s: %s%n", setting(parameter), parameter.description(), parameter.expected());
    }
    for (var claim : claims(model)) {
      out.printf("  %-13s \"%s\"%n", claim.kind(), claim.name());
    }
    out.println();
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
