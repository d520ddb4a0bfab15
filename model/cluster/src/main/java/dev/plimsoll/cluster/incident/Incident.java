package dev.plimsoll.cluster.incident;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.function.Function;

/// Something that went wrong in a real cluster, as a model that is broken by default and can be
/// repaired; or, as a control, something that was taken for a fault and is none.
///
/// @param id the number in the collection, such as `M01`; with a letter where several have it
/// @param reference where it was reported
/// @param summary what happened, in one line
/// @param claim the name of the claim that fails while it is broken; of a control, that holds
/// @param repair what repairs it, in one line; of a control, why nothing has to
/// @param isControl whether nothing is broken
/// @param model made broken, or fixed
public record Incident(
    String id,
    String reference,
    String summary,
    String claim,
    String repair,
    boolean isControl,
    Function<Boolean, Model> model) {

  private static final String PREFIX = "incident/";
  /// The name of the parameter that repairs it.
  public static final String FIXED = "fixed";

  /// Something that went wrong.
  public Incident(
      String id,
      String reference,
      String summary,
      String claim,
      String repair,
      Function<Boolean, Model> model) {
    this(id, reference, summary, claim, repair, false, model);
  }

  /// The model as users find it.
  public ModelDefinition definition() {
    return new ModelDefinition(
        PREFIX + id,
        summary,
        reference,
        List.of(Parameter.flag(FIXED, false, repair)),
        parameters -> model.apply(parameters.flag(FIXED)),
        true);
  }
}
