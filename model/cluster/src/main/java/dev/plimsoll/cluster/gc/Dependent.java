package dev.plimsoll.cluster.gc;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// An object that may have an owner in its own namespace, or may be one.
///
/// @param namespace where it is
public record Dependent(Meta meta, int namespace) implements ApiObject<Dependent> {

  @Override
  public Dependent with(Meta newMeta) {
    return new Dependent(newMeta, namespace);
  }
}
