package dev.plimsoll.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.kubernetes.Endpoint.Conditions;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.topology.Device;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterNetworkTest {

  @ParameterizedTest
  @CsvSource({"VXLAN, 1450", "ROUTED, 1500"})
  void podsHaveWhatATunnelLeaves(NetworkKind kind, int mtu) {
    var topology = ClusterNetwork.of(Shop.of(kind).objects(), Family.IPV4, Settings.of(kind));

    assertThat(topology.namespace("shop/web-1").device("eth0").mtu()).isEqualTo(mtu);
    assertThat(topology.namespace("a").device("cni0").mtu()).isEqualTo(mtu);
    assertThat(topology.namespace("a").find("flannel.1").isPresent())
        .isEqualTo(kind == NetworkKind.VXLAN);
  }

  @Test
  void aNodeHasABridgeOnceItHasPods() {
    var topology =
        ClusterNetwork.of(
            Shop.of(NetworkKind.VXLAN).objects(), Family.IPV4, Settings.of(NetworkKind.VXLAN));

    assertThat(topology.namespace("c").find("cni0")).isEmpty();
    assertThat(topology.namespace("a").ports("cni0"))
        .extracting(Device.Veth::name)
        .containsExactly("veth1", "veth2");
    assertThat(topology.namespace("a").routes().routes())
        .extracting(Object::toString)
        .contains("default via 192.168.0.1 dev eth0", "10.244.2.0/24 via 10.244.2.0 dev flannel.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          address: 192.168.0.3 | address: fd00::3     | /status/addresses | InternalIP of IPv4
          address: 192.168.0.3 | address: 192.168.0.2 | /status/addresses | found that of a
          CIDR: 10.244.2.0/24  | CIDR: 10.244.0.0/16  | /spec/podCIDR     | apart from 10.244.1.0/24
          nodeName: b          | nodeName: x          | /spec/nodeName    | [a, b, c], found "x"
          podIP: 10.244.2.5    | podIP: 10.244.1.6    | /status/podIP     | of b, 10.244.2.0/24
          podIP: 10.244.1.9    | podIP: 10.244.1.5    | /status/podIP     | that of shop/web-1
          podIP: 10.244.1.9    | podIP: 10.244.1.1    | /status/podIP     | that of the bridge of a
          """)
  void whatDoesNotFitIsRefused(String part, String other, String pointer, String message) {
    var shop = Shop.of(NetworkKind.VXLAN).replacing(part, other);

    assertThatExceptionOfType(MisplacedException.class)
        .isThrownBy(shop::traceroute)
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer));
  }

  @Test
  void endpointsAreThePodsThatAreSelectedAndHaveAnAddress() {
    var shop = Shop.of(NetworkKind.VXLAN).replacing("status: {podIP: 10.244.2.5,", "status: {");
    var slices = shop.objects().slices();

    assertThat(slices).hasSize(1);
    assertThat(slices.getFirst().serviceName()).isEqualTo("web");
    assertThat(slices.getFirst().ports().getFirst().port()).isEqualTo(8080);
    assertThat(slices.getFirst().endpoints())
        .extracting(it -> it.addresses().getFirst())
        .containsExactly("10.244.1.5");
    assertThat(slices.getFirst().endpoints().getFirst().conditions())
        .isEqualTo(new Conditions(true, true, false));
  }

  @Test
  void aPodThatIsNotReadyIsAnEndpointThatIsNot() {
    var shop =
        Shop.of(NetworkKind.VXLAN)
            .replacing(
                "10.244.2.5, conditions: [{type: Ready, status: \"True\"}",
                "10.244.2.5, conditions: [{type: Ready, status: \"False\"}");

    assertThat(shop.objects().slices().getFirst().endpoints())
        .extracting(it -> it.conditions().ready())
        .containsExactly(true, false);
  }

  @Test
  void aNetworkHasANode() {
    var none = new ClusterObjects(List.of(), List.of(), List.of(), List.of());

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ClusterNetwork.of(none, Family.IPV4, Settings.of(NetworkKind.VXLAN)))
        .withMessage("expected at least one Node");
  }
}
