package dev.plimsoll.cluster.namespace;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// An object in the namespace.
record Content(Meta meta) implements ApiObject<Content> {

  /// One that a controller of its own has to clean up after.
  static final String CLEANUP = "cleanup";

  @Override
  public Content with(Meta newMeta) {
    return new Content(newMeta);
  }
}
