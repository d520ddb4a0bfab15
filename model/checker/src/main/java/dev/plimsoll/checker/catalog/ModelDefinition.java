package dev.plimsoll.checker.catalog;

import dev.plimsoll.checker.Model;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A model as users find it: a name, what it is about, its parameters, and how it is made.
///
/// @param name lower case, words joined by hyphens, perhaps after the name of a collection and `/`
/// @param summary one line
/// @param source the paper, file or document that it follows, with section and version
/// @param isBroken whether a claim fails by default, as it shows what once went wrong
public record ModelDefinition(
    String name,
    String summary,
    String source,
    List<Parameter> parameters,
    Function<Parameters, Model> factory,
    boolean isBroken) {

  /// A model with its parameters set.
  public record Configured(ModelDefinition definition, Parameters parameters, Model model) {}

  public ModelDefinition {
    parameters = List.copyOf(parameters);
  }

  /// A model whose claims hold by default.
  public ModelDefinition(
      String name,
      String summary,
      String source,
      List<Parameter> parameters,
      Function<Parameters, Model> factory) {
    this(name, summary, source, parameters, factory, false);
  }

  /// Makes the model with the given parameters, and the defaults of the others.
  ///
  /// @throws UnknownNameException if it has no such parameter
  /// @throws IllegalArgumentException if a value is not what its parameter expects
  public Configured configure(Map<String, String> given) {
    var values = Parameters.of(parameters, given);
    return new Configured(this, values, factory.apply(values));
  }
}
