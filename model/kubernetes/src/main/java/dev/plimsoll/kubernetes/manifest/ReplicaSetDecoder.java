package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.workload.ReplicaSet;

/// Reads a ReplicaSet.
final class ReplicaSetDecoder {

  static final Fields FIELDS =
      PodTemplateDecoder.REPLICATED.with("metadata.ownerReferences", new Fields.Whole());

  private ReplicaSetDecoder() {}

  static ReplicaSet decode(io.fabric8.kubernetes.api.model.apps.ReplicaSet set, Position object) {
    var metadata = MetadataDecoder.decode(set.getMetadata(), object);
    var owner = MetadataDecoder.owner(set.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(set.getSpec(), "a spec");
    var replicas = PodTemplateDecoder.replicas(spec.getReplicas(), at);
    var selector = PodTemplateDecoder.selector(spec.getSelector(), at);
    var template = PodTemplateDecoder.decode(spec.getTemplate(), at);
    return PodTemplateDecoder.check(
        selector,
        template,
        at,
        at,
        () -> new ReplicaSet(metadata, owner, replicas, selector, template));
  }
}
