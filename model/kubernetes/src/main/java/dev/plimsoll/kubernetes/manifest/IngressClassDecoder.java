package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.ingress.IngressClass;

/// Reads an IngressClass.
final class IngressClassDecoder {

  static final Fields FIELDS =
      MetadataDecoder.fieldsWith(IngressClass.DEFAULT_ANNOTATION)
          .with("spec", Fields.of("controller"));

  private IngressClassDecoder() {}

  static IngressClass decode(
      io.fabric8.kubernetes.api.model.networking.v1.IngressClass given, Position object) {
    var metadata = MetadataDecoder.decodeOfCluster(given.getMetadata(), object);
    var created = MetadataDecoder.created(given.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(given.getSpec(), "a spec");
    var controller = at.field("controller").require(spec.getController(), "a controller");
    return at.field("controller").check(() -> new IngressClass(metadata, created, controller));
  }
}
