package dev.plimsoll.cluster.endpointslice;

import dev.plimsoll.checker.Permutation;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.List;

/// A slice of the endpoints of a Service.
///
/// @param service the label `kubernetes.io/service-name`
/// @param endpoints by name of the pod; none in the slice that says that there are none, which has
///     no ports either (the placeholder)
public record EndpointSlice(Meta meta, int service, List<Endpoint> endpoints)
    implements ApiObject<EndpointSlice> {

  /// Sorts the endpoints.
  public EndpointSlice {
    endpoints = endpoints.stream().sorted().toList();
  }

  @Override
  public EndpointSlice with(Meta newMeta) {
    return new EndpointSlice(newMeta, service, endpoints);
  }

  /// The same with other endpoints.
  public EndpointSlice with(List<Endpoint> newEndpoints) {
    return new EndpointSlice(meta, service, newEndpoints);
  }

  /// The same with pods of other names.
  public EndpointSlice renamed(Permutation to) {
    return with(Endpoint.renamed(endpoints, to));
  }
}
