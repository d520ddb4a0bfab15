package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.workload.DaemonSet;

/// Reads a DaemonSet.
final class DaemonSetDecoder {

  static final Fields FIELDS = PodTemplateDecoder.FIELDS;

  private DaemonSetDecoder() {}

  static DaemonSet decode(io.fabric8.kubernetes.api.model.apps.DaemonSet set, Position object) {
    var metadata = MetadataDecoder.decode(set.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(set.getSpec(), "a spec");
    var selector = PodTemplateDecoder.selector(spec.getSelector(), at);
    var template = PodTemplateDecoder.decode(spec.getTemplate(), at);
    return PodTemplateDecoder.check(
        selector, template, at, at, () -> new DaemonSet(metadata, selector, template));
  }
}
