package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import java.util.List;

/// The objects of a cluster that its network is made for.
public record ClusterObjects(
    List<Node> nodes, List<Pod> pods, List<Service> services, List<EndpointSlice> slices) {

  /// Copies the lists.
  public ClusterObjects {
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    services = List.copyOf(services);
    slices = List.copyOf(slices);
  }
}
