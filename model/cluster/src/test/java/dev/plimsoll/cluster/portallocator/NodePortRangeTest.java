package dev.plimsoll.cluster.portallocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.manifest.ManifestException;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.manifest.Manifests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodePortRangeTest {

  private static Manifests service(int nodePort, int healthCheckNodePort) {
    return ManifestReader.read(
        "web.yaml",
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: LoadBalancer
          externalTrafficPolicy: Local
          healthCheckNodePort: %d
          ports:
          - {name: dns, port: 53, protocol: UDP}
          - name: http
            port: 80
            nodePort: %d
        """
            .formatted(healthCheckNodePort, nodePort));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          29999 | 0    | 12: spec.ports[1].nodePort: expected a port of 30000-32767, found 29999
          32768 | 0    | 12: spec.ports[1].nodePort: expected a port of 30000-32767, found 32768
          0     | 8080 | 7: spec.healthCheckNodePort: expected a port of 30000-32767, found 8080
          """)
  void aPortThatTheApiServerRefusesIsNamedWithItsLine(int port, int health, String message) {
    assertThatThrownBy(() -> NodePortRange.DEFAULT.check(service(port, health)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("web.yaml:" + message);
  }

  @Test
  void theEndsOfTheRangeBelongToIt() {
    assertThatCode(() -> NodePortRange.DEFAULT.check(service(30_000, 32_767)))
        .doesNotThrowAnyException();
  }

  @Test
  void aRangeIsReadAsItIsWritten() {
    assertThat(NodePortRange.parse("30000-32767")).isEqualTo(NodePortRange.DEFAULT);
    assertThat(NodePortRange.DEFAULT).hasToString("30000-32767");
    assertThatCode(() -> NodePortRange.parse("80-80").check(service(80, 0)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "0-80", "81-80", "1-65536", "1-2-3"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> NodePortRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a range of ports");
  }
}
