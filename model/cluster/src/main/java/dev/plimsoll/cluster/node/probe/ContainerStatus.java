package dev.plimsoll.cluster.node.probe;

/// An entry of `status.containerStatuses`.
///
/// @param id of the container that it is about
record ContainerStatus(int id, boolean running, boolean started, boolean ready) {

  ContainerStatus asStarted() {
    return new ContainerStatus(id, running, true, ready);
  }

  ContainerStatus withReady(boolean isReady) {
    return new ContainerStatus(id, running, started, isReady);
  }
}
