package dev.plimsoll.cluster.endpointslice;

/// An endpoint of a Service.
///
/// @param pod whose name stands for its address
/// @param ready whether traffic may go there
/// @param serving whether its pod is ready
/// @param terminating whether its pod is being deleted
record Endpoint(int pod, boolean ready, boolean serving, boolean terminating) {

  /// What is to be said of a pod (`podToEndpoint`).
  ///
  /// @param tellsTerminating whether a pod that is being deleted is not ready
  static Endpoint of(int name, ServedPod pod, Service service, boolean tellsTerminating) {
    var terminating = pod.meta().deleting();
    var ready = pod.ready() && !(terminating && tellsTerminating);
    return new Endpoint(name, service.publishesNotReady() || ready, pod.ready(), terminating);
  }
}
