package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.workload.PodNetwork.ContainerPort;
import java.util.List;

/// A pod on its node, in one family.
///
/// @param name `namespace/name`
/// @param address its own; the node's where it is of the node's network
/// @param network the block of its node; the node's address where it is of the node's network
/// @param ports that its containers say they listen at
record Sandbox(
    String name,
    Machine machine,
    Address address,
    Prefix network,
    boolean isOfNode,
    List<ContainerPort> ports) {

  Sandbox {
    ports = List.copyOf(ports);
  }

  /// The namespace that it is in.
  String namespace() {
    return isOfNode ? machine.name() : name;
  }
}
