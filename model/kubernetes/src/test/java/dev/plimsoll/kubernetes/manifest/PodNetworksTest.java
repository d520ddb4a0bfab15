package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.PodNetwork.ContainerPort;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodNetworksTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: web, deletionTimestamp: "2026-01-31T12:00:00Z"}
      spec:
        containers:
        - name: web
          ports:
          - {name: http, containerPort: 8080, hostPort: 80, hostIP: 192.168.0.2}
          - {containerPort: 53, protocol: UDP, hostIP: 0.0.0.0}
      status:
        podIP: 10.244.1.5
        podIPs: [{ip: 10.244.1.5}, {ip: "fd00::5"}]
        conditions: [{type: Initialized, status: "True"}, {type: Ready, status: "True"}]
      """;

  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: a}
      spec:
        podCIDR: 10.244.1.0/24
        podCIDRs: [10.244.1.0/24, "fd00:1::/64"]
      status:
        addresses:
        - {type: Hostname, address: a}
        - {type: InternalIP, address: 192.168.0.2}
        - {type: InternalIP, address: 192.168.0.9}
        - {type: InternalIP, address: "fd00::2"}
      """;

  private static Pod pod(String text) {
    return ManifestReader.read("m.yaml", text).ofType(Pod.class).getFirst();
  }

  @Test
  void aPodsPortsAndAddressesAreRead() {
    var network = pod(POD).network();

    assertThat(network.ports())
        .containsExactly(
            new ContainerPort(
                "http",
                Protocol.TCP,
                8080,
                Optional.of(80),
                Optional.of(Address.parse("192.168.0.2"))),
            new ContainerPort("", Protocol.UDP, 53, Optional.empty(), Optional.empty()));
    assertThat(network.addresses())
        .containsExactly(Address.parse("10.244.1.5"), Address.parse("fd00::5"));
    assertThat(network.isReady()).isTrue();
    assertThat(network.isTerminating()).isTrue();
    assertThat(ManifestReader.read("m.yaml", POD).objects().getFirst().ignored()).hasSize(1);
  }

  @Test
  void inTheHostsNetworkPortsAreTheNodesAnyway() {
    var pod = pod(POD.replace("spec:\n", "spec:\n  hostNetwork: true\n"));

    assertThat(pod.spec().hostNetwork()).isTrue();
    assertThat(pod(POD).spec().hostNetwork()).isFalse();
    assertThat(pod.network().ports()).allMatch(port -> port.hostPort().isEmpty());
  }

  @Test
  void theFirstInternalAddressOfEachFamilyIsTheNodes() {
    var node = ManifestReader.read("m.yaml", NODE).ofType(Node.class).getFirst();

    assertThat(node.addresses())
        .containsExactly(Address.parse("192.168.0.2"), Address.parse("fd00::2"));
    assertThat(node.podCidrs())
        .containsExactly(Prefix.parse("10.244.1.0/24"), Prefix.parse("fd00:1::/64"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          containerPort: 8080 | containerPort: 0 | m.yaml:8: spec.containers[0].ports[0]
          protocol: UDP | protocol: udp | m.yaml:9: spec.containers[0].ports[1].protocol
          hostIP: 192.168.0.2 | hostIP: node | m.yaml:8: spec.containers[0].ports[0].hostIP
          {ip: 10.244.1.5} | {ip: ten} | m.yaml:12: status.podIPs[0].ip
          {ip: 10.244.1.5} | {ip: "fd00::6"} | at most one address of each family
          """)
  void whatIsNoneIsRefusedWithItsPlace(String part, String other, String message) {
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> pod(POD.replace(part, other)))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          address: 192.168.0.2 | address: here | m.yaml:10: status.addresses[1].address
          [10.244.1.0/24, | [10.244.1.0, | m.yaml:6: spec.podCIDRs[0]
          "fd00:1::/64" | 10.244.2.0/24 | at most one block of each family
          """)
  void alsoOfANode(String part, String other, String message) {
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> ManifestReader.read("m.yaml", NODE.replace(part, other)))
        .withMessageContaining(message);
  }
}
