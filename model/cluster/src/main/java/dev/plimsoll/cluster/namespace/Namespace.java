package dev.plimsoll.cluster.namespace;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A namespace. That `spec.finalizers` names the controller counts as a finalizer.
///
/// @param terminating whether its phase is `Terminating`
record Namespace(Meta meta, boolean terminating) implements ApiObject<Namespace> {

  static final String KUBERNETES = "kubernetes";

  /// One that is in use.
  static final Namespace ACTIVE = new Namespace(Meta.NEW.with(KUBERNETES), false);

  @Override
  public Namespace with(Meta newMeta) {
    return new Namespace(newMeta, terminating);
  }

  Namespace asTerminating() {
    return new Namespace(meta, true);
  }
}
