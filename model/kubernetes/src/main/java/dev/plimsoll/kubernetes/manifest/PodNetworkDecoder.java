package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.workload.PodNetwork;
import dev.plimsoll.kubernetes.workload.PodNetwork.ContainerPort;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads how a pod is in the network.
final class PodNetworkDecoder {

  /// Of a container's ports, with those that [PodSpecDecoder] reads.
  static final Fields PORTS = Fields.of("name", "protocol", "containerPort", "hostPort", "hostIP");

  private PodNetworkDecoder() {}

  /// @param hostNetwork whether the pod is in its node's
  static PodNetwork decode(Pod pod, boolean hostNetwork, Position object) {
    var spec = pod.getSpec();
    var containers = object.descend("spec", "containers");
    var ports =
        each(spec.getContainers(), containers, (each, at) -> ports(each, hostNetwork, at)).stream()
            .flatMap(List::stream)
            .toList();
    var status = object.field("status");
    return status.check(
        () ->
            new PodNetwork(
                ports,
                addresses(pod.getStatus(), status),
                isReady(pod.getStatus()),
                pod.getMetadata().getDeletionTimestamp() != null));
  }

  private static List<ContainerPort> ports(Container container, boolean hostNetwork, Position at) {
    return each(
        container.getPorts(), at.field("ports"), (port, where) -> port(port, hostNetwork, where));
  }

  private static ContainerPort port(
      io.fabric8.kubernetes.api.model.ContainerPort port, boolean hostNetwork, Position at) {
    var number = at.field("containerPort").require(port.getContainerPort(), "a port");
    var hostPort = port.getHostPort() == null || hostNetwork ? 0 : port.getHostPort();
    return new ContainerPort(
        port.getName() == null ? "" : port.getName(),
        at.field("protocol").constant(Protocol.class, port.getProtocol(), Protocol.TCP),
        at.field("containerPort").between(1, 65_535, number),
        hostPort == 0 ? Optional.empty() : Optional.of(hostPort),
        given(port.getHostIP())
            .map(text -> at.field("hostIP").check(() -> Address.parse(text).unmapped()))
            .filter(address -> !address.isUnspecified()));
  }

  private static List<Address> addresses(@Nullable PodStatus status, Position at) {
    if (status == null) {
      return List.of();
    }
    var many =
        each(
            status.getPodIPs(),
            at.field("podIPs"),
            (ip, where) -> {
              var text = where.field("ip").require(ip.getIp(), "an address");
              return where.field("ip").check(() -> Address.parse(text).unmapped());
            });
    return many.isEmpty()
        ? given(status.getPodIP())
            .map(text -> at.field("podIP").check(() -> Address.parse(text).unmapped()))
            .stream()
            .toList()
        : many;
  }

  private static boolean isReady(@Nullable PodStatus status) {
    return status != null
        && status.getConditions() != null
        && status.getConditions().stream()
            .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()));
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(each -> !each.isEmpty());
  }
}
