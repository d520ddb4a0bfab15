package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.PodSpec.RestartPolicy;
import dev.plimsoll.kubernetes.workload.PodTemplate;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what the controllers of pods have in common: a number, a selector and a template.
final class PodTemplateDecoder {

  /// Of an object with `spec.selector` and `spec.template`.
  static final Fields FIELDS =
      MetadataDecoder.FIELDS
          .with("spec", Fields.of("selector"))
          .with(
              "spec.template.metadata",
              Fields.of("labels", "creationTimestamp", "name", "namespace"))
          .with("spec.template.spec", PodSpecDecoder.FIELDS);

  /// The same, with `spec.replicas`.
  static final Fields REPLICATED = FIELDS.with("spec.replicas", new Fields.Whole());

  private PodTemplateDecoder() {}

  static PodTemplate decode(@Nullable PodTemplateSpec template, Position spec) {
    var at = spec.field("template");
    var given = at.require(template, "a template of pods");
    var metadata = given.getMetadata();
    var inner = at.field("spec");
    var podSpec = PodSpecDecoder.decode(inner.require(given.getSpec(), "a spec of pods"), inner);
    if (podSpec.restartPolicy() != RestartPolicy.ALWAYS) {
      throw inner
          .field("restartPolicy")
          .error("expected Always, found \"%s\"".formatted(podSpec.restartPolicy()));
    }
    return new PodTemplate(
        SelectorDecoder.sorted(metadata == null ? null : metadata.getLabels()), podSpec);
  }

  static LabelSelector selector(
      io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector, Position spec) {
    var at = spec.field("selector");
    return SelectorDecoder.decode(at.require(selector, "a selector of pods"), at);
  }

  static int replicas(@Nullable Integer replicas, Position spec) {
    return replicas == null ? 1 : spec.field("replicas").between(0, Integer.MAX_VALUE, replicas);
  }

  /// What the supplier makes of a selector and a template that must fit; what else it refuses is an
  /// error at the given position.
  static <T> T check(
      LabelSelector selector,
      PodTemplate template,
      Position spec,
      Position otherwise,
      Supplier<T> object) {
    if (selector.isEmpty()) {
      return spec.field("selector").check(object);
    }
    var fits = selector.matches(template.labels());
    return (fits ? otherwise : spec.descend("template", "metadata", "labels")).check(object);
  }
}
