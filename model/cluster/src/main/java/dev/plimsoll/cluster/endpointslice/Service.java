package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A Service.
///
/// @param selector the label of the pods that it selects
/// @param publishesNotReady `publishNotReadyAddresses`
record Service(Meta meta, int selector, boolean publishesNotReady) implements ApiObject<Service> {

  @Override
  public Service with(Meta newMeta) {
    return new Service(newMeta, selector, publishesNotReady);
  }
}
