package dev.plimsoll.network.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.ingress.IngressBackend;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ByName;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ToResource;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ToService;
import dev.plimsoll.network.ingress.Backends.Presence;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackendsTest {

  private static final Backends BACKENDS =
      new Backends(
          List.of(
              new Service(
                  ObjectMeta.of("shop", "web"),
                  ServiceSpec.clusterIp(
                      Address.parse("10.96.0.10"),
                      List.of(
                          ServicePort.tcp("http", 80),
                          new ServicePort("dns", Protocol.UDP, 53, null, 0))),
                  List.of())));

  @Test
  void aBackendIsThereIfItsServiceHasThePortForTcp() {
    assertThat(of(new ToService("web", 80))).isEqualTo(Presence.THERE);
    assertThat(of(new ToService("web", new ByName("http")))).isEqualTo(Presence.THERE);
    assertThat(of(new ToService("web", 81))).isEqualTo(Presence.NO_PORT);
    assertThat(of(new ToService("web", new ByName("https")))).isEqualTo(Presence.NO_PORT);
    assertThat(of(new ToService("web", 53))).isEqualTo(Presence.NOT_TCP);
    assertThat(of(new ToService("www", 80))).isEqualTo(Presence.NO_SERVICE);
    assertThat(of(new ToResource("", "Bucket", "icons"))).isEqualTo(Presence.RESOURCE);
    assertThat(BACKENDS.of("default", new ToService("web", 80))).isEqualTo(Presence.NO_SERVICE);
  }

  private static Presence of(IngressBackend backend) {
    return BACKENDS.of("shop", backend);
  }
}
