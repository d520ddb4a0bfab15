package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.workload.StatefulSet;
import dev.plimsoll.kubernetes.workload.StatefulSet.PodManagementPolicy;

/// Reads a StatefulSet.
final class StatefulSetDecoder {

  static final Fields FIELDS =
      PodTemplateDecoder.REPLICATED.with("spec.podManagementPolicy", new Fields.Whole());

  private StatefulSetDecoder() {}

  static StatefulSet decode(io.fabric8.kubernetes.api.model.apps.StatefulSet set, Position object) {
    var metadata = MetadataDecoder.decode(set.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(set.getSpec(), "a spec");
    var replicas = PodTemplateDecoder.replicas(spec.getReplicas(), at);
    var selector = PodTemplateDecoder.selector(spec.getSelector(), at);
    var template = PodTemplateDecoder.decode(spec.getTemplate(), at);
    var policy =
        at.field("podManagementPolicy")
            .constant(
                PodManagementPolicy.class,
                spec.getPodManagementPolicy(),
                PodManagementPolicy.ORDERED_READY);
    return PodTemplateDecoder.check(
        selector,
        template,
        at,
        at,
        () -> new StatefulSet(metadata, replicas, selector, template, policy));
  }
}
