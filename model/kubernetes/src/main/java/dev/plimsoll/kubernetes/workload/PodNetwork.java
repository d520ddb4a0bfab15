package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.address.Address;
import java.util.List;
import java.util.Optional;

/// How a pod is in the network: of core/v1 `PodSpec` and `PodStatus`.
///
/// @param ports that its containers, in order, say that they listen at; a container may listen at
///     others as well
/// @param addresses `status.podIPs`, at most one of each family
/// @param isReady the condition `Ready`; false where it is not said
/// @param isTerminating whether it is being deleted
public record PodNetwork(
    List<ContainerPort> ports, List<Address> addresses, boolean isReady, boolean isTerminating) {

  /// Of a pod of which nothing is said.
  public static final PodNetwork UNKNOWN = new PodNetwork(List.of(), List.of(), false, false);

  /// A port of a container: core/v1 `ContainerPort`.
  ///
  /// @param name empty where it has none
  /// @param port 1 to 65,535
  /// @param hostPort the node's port that leads here, where one does
  /// @param hostIp the node's address at which it does; all where it is empty
  public record ContainerPort(
      String name,
      Protocol protocol,
      int port,
      Optional<Integer> hostPort,
      Optional<Address> hostIp) {}

  /// Copies the lists; refuses two addresses of one family.
  public PodNetwork {
    ports = List.copyOf(ports);
    addresses = List.copyOf(addresses);
    if (addresses.stream().map(Address::family).distinct().count() < addresses.size()) {
      throw new IllegalArgumentException(
          "expected at most one address of each family, found " + addresses);
    }
  }
}
