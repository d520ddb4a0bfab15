package dev.plimsoll.cluster.workqueue;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// Something that a controller is to bring about.
///
/// @param version of the spec (`metadata.generation`)
record Widget(Meta meta, int version) implements ApiObject<Widget> {

  @Override
  public Widget with(Meta newMeta) {
    return new Widget(newMeta, version);
  }

  /// The same after a change of the spec.
  Widget changed() {
    return new Widget(meta, version + 1);
  }
}
