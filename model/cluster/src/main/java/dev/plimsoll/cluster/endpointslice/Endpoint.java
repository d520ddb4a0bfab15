package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.checker.Permutation;
import java.util.Comparator;
import java.util.List;

/// An endpoint of a Service.
///
/// @param pod whose name and uid stand for its address
/// @param ready whether traffic may go there
/// @param serving whether its pod is ready
/// @param terminating whether its pod is being deleted
public record Endpoint(int pod, int uid, boolean ready, boolean serving, boolean terminating)
    implements Comparable<Endpoint> {

  private static final Comparator<Endpoint> ORDER =
      Comparator.comparingInt(Endpoint::pod).thenComparingInt(Endpoint::uid);

  /// An endpoint to which traffic may go, of a pod that nobody has deleted.
  public static Endpoint ready(int pod, int uid) {
    return new Endpoint(pod, uid, true, true, false);
  }

  /// What is to be said of a pod (`podToEndpoint`).
  ///
  /// @param tellsTerminating whether a pod that is being deleted is not ready
  static Endpoint of(int name, ServedPod pod, Service service, boolean tellsTerminating) {
    var terminating = pod.meta().deleting();
    var ready = pod.ready() && !(terminating && tellsTerminating);
    return new Endpoint(
        name, pod.meta().uid(), service.publishesNotReady() || ready, pod.ready(), terminating);
  }

  /// Endpoints of pods with other names.
  public static List<Endpoint> renamed(List<Endpoint> endpoints, Permutation to) {
    return endpoints.stream().map(each -> each.with(to.of(each.pod))).sorted().toList();
  }

  private Endpoint with(int newPod) {
    return new Endpoint(newPod, uid, ready, serving, terminating);
  }

  @Override
  public int compareTo(Endpoint other) {
    return ORDER.compare(this, other);
  }
}
