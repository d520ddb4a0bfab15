package dev.plimsoll.cluster.rollout;

import dev.plimsoll.checker.Permutation;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.Comparator;
import java.util.List;

/// The EndpointSlice of a Service.
///
/// @param endpoints that are ready, by name of the pod
public record EndpointSlice(Meta meta, List<Endpoint> endpoints)
    implements ApiObject<EndpointSlice> {

  /// An endpoint; name and uid of its pod stand for its address.
  public record Endpoint(int pod, int uid) implements Comparable<Endpoint> {
    @Override
    public int compareTo(Endpoint other) {
      return Comparator.comparingInt(Endpoint::pod)
          .thenComparingInt(Endpoint::uid)
          .compare(this, other);
    }
  }

  public EndpointSlice {
    endpoints = List.copyOf(endpoints);
  }

  /// The same with pods of other names.
  public EndpointSlice renamed(Permutation to) {
    return new EndpointSlice(meta, renamed(endpoints, to));
  }

  /// Endpoints of pods with other names.
  public static List<Endpoint> renamed(List<Endpoint> endpoints, Permutation to) {
    return endpoints.stream()
        .map(endpoint -> new Endpoint(to.of(endpoint.pod), endpoint.uid))
        .sorted()
        .toList();
  }

  @Override
  public EndpointSlice with(Meta newMeta) {
    return new EndpointSlice(newMeta, endpoints);
  }
}
