package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.Namespace;

/// Reads a Namespace.
final class NamespaceDecoder {

  static final Fields FIELDS = MetadataDecoder.FIELDS.with("spec.finalizers", new Fields.Whole());

  private NamespaceDecoder() {}

  static Namespace decode(io.fabric8.kubernetes.api.model.Namespace namespace, Position object) {
    return new Namespace(MetadataDecoder.decodeOfCluster(namespace.getMetadata(), object));
  }
}
