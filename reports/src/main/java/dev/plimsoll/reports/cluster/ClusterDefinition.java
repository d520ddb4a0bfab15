package dev.plimsoll.reports.cluster;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.cluster.manifest.Circumstance;
import dev.plimsoll.cluster.manifest.ManifestModel;
import dev.plimsoll.cluster.manifest.Scale;
import dev.plimsoll.cluster.manifest.SpecReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// The models of manifests as counterexamples name them: `cluster/` and the circumstance, with the
/// files as a parameter.
public final class ClusterDefinition {

  private static final String PREFIX = "cluster/";
  private static final String BETWEEN = ":";
  private static final int MOST = 100_000;

  private ClusterDefinition() {}

  /// The model of a name, if it is one of these.
  ///
  /// @param text gives the text of a file
  public static Optional<ModelDefinition> find(String name, UnaryOperator<String> text) {
    return List.of(Circumstance.values()).stream()
        .filter(each -> name(each).equals(name))
        .map(each -> of(each, text))
        .findFirst();
  }

  /// A circumstance at a size, as it can be given again.
  static Configured configured(
      Circumstance circumstance, Request request, Scale scale, ManifestModel model) {
    var definition = of(circumstance, _ -> "");
    var given =
        Map.of(
            "files",
            String.join(BETWEEN, request.files().paths()),
            "nodes",
            Integer.toString(request.nodes().orElse(0)),
            "at-most-nodes",
            Integer.toString(scale.nodes()),
            "at-most-pods",
            Integer.toString(scale.replicas()));
    return new Configured(definition, Parameters.of(definition.parameters(), given), model);
  }

  private static String name(Circumstance circumstance) {
    return PREFIX + Parameter.written(circumstance);
  }

  private static ModelDefinition of(Circumstance circumstance, UnaryOperator<String> text) {
    return new ModelDefinition(
        name(circumstance),
        "what manifests describe, while " + circumstance.words(),
        "the manifests; kubernetes/pkg/controller, pkg/scheduler, v1.30",
        List.of(
            Parameter.text("files", "", "the files of manifests, with a colon between"),
            Parameter.integer("nodes", 0, 0, MOST, "nodes; 0: those of the manifests"),
            Parameter.integer("at-most-nodes", 1, 1, MOST, "nodes that it is scaled down to"),
            Parameter.integer(
                "at-most-pods", 1, 1, MOST, "pods of a workload that it is scaled down to")),
        parameters -> model(circumstance, parameters, text));
  }

  private static Model model(
      Circumstance circumstance, Parameters parameters, UnaryOperator<String> text) {
    var files = new ManifestFiles(List.of(parameters.word("files").split(BETWEEN, -1)));
    var nodes = parameters.integer("nodes");
    var reading =
        SpecReader.read(files.read(text), nodes == 0 ? OptionalInt.empty() : OptionalInt.of(nodes));
    var scale = new Scale(parameters.integer("at-most-nodes"), parameters.integer("at-most-pods"));
    return new ManifestModel(reading.spec().at(scale), circumstance);
  }
}
