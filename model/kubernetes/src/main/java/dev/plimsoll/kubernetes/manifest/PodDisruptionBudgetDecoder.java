package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.workload.PodDisruptionBudget;

/// Reads a PodDisruptionBudget.
final class PodDisruptionBudgetDecoder {

  static final Fields FIELDS =
      MetadataDecoder.FIELDS.with("spec", Fields.of("selector", "minAvailable", "maxUnavailable"));

  private PodDisruptionBudgetDecoder() {}

  static PodDisruptionBudget decode(
      io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget budget, Position object) {
    var metadata = MetadataDecoder.decode(budget.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(budget.getSpec(), "a spec");
    var selector = SelectorDecoder.decode(spec.getSelector(), at.field("selector"));
    var least = IntOrPercentDecoder.decode(spec.getMinAvailable(), at.field("minAvailable"));
    var most = IntOrPercentDecoder.decode(spec.getMaxUnavailable(), at.field("maxUnavailable"));
    return at.field(most.isPresent() ? "maxUnavailable" : "minAvailable")
        .check(() -> new PodDisruptionBudget(metadata, selector, least, most));
  }
}
