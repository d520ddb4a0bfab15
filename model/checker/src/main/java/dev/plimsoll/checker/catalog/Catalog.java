package dev.plimsoll.checker.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// Every model there is.
///
/// @param definitions sorted by name
public record Catalog(List<ModelDefinition> definitions) {

  public Catalog {
    definitions = definitions.stream().sorted(Comparator.comparing(ModelDefinition::name)).toList();
  }

  /// The models on the class path.
  public static Catalog load() {
    return new Catalog(
        ServiceLoader.load(Models.class).stream()
            .flatMap(provider -> provider.get().definitions().stream())
            .toList());
  }

  /// Those whose claims hold by default.
  public List<ModelDefinition> sound() {
    return definitions.stream().filter(definition -> !definition.isBroken()).toList();
  }

  /// The model of this name.
  ///
  /// @throws UnknownNameException if there is none
  public ModelDefinition find(String name) {
    return definitions.stream()
        .filter(definition -> definition.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "model", name, definitions.stream().map(ModelDefinition::name).toList()));
  }
}
