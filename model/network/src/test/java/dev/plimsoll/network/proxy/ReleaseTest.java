package dev.plimsoll.network.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.network.proxy.Release.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ReleaseTest {

  private static final String OBJECTS =
      """
      kind: Service
      apiVersion: v1
      metadata: {namespace: ns1, name: svc1}
      spec:
        type: NodePort
        clusterIP: 172.30.0.41
        ports: [{name: p80, port: 80, nodePort: 30080}]
      ---
      kind: EndpointSlice
      apiVersion: discovery.k8s.io/v1
      metadata: {namespace: ns1, name: s, labels: {kubernetes.io/service-name: svc1}}
      addressType: IPv4
      ports: [{name: p80, port: 80}]
      endpoints:
      - addresses: [10.0.0.1]
        hints: {forZones: [{name: a}], forNodes: [{name: node}]}
      - addresses: [10.0.0.2]
        hints: {forZones: [{name: a}], forNodes: [{name: other}]}
      - addresses: [10.0.0.3]
        hints: {forZones: [{name: b}], forNodes: [{name: other}]}
      """;

  private static RestoreInput sync(Release release) {
    var objects = ManifestReader.read("test.yaml", OBJECTS);
    var usual = ProxyConfig.of("node", Address.parse("192.168.0.2"), new LocalDetector.None());
    var config =
        new ProxyConfig(
            usual.family(),
            usual.nodeName(),
            usual.nodeIp(),
            new TreeMap<>(Map.of(ProxyConfig.ZONE_LABEL, "a")),
            usual.localDetector(),
            usual.nodePortAddresses(),
            true,
            false,
            14,
            true,
            false,
            LargeClusterMode.BY_SIZE,
            release);
    return KubeProxy.sync(objects.services(), objects.endpointSlices(), config);
  }

  private static List<String> endpoints(Version version) {
    return sync(Release.of(version)).nat().values().stream()
        .flatMap(List::stream)
        .filter(rule -> rule.contains("--to-destination"))
        .map(rule -> rule.replaceAll(".*--to-destination ", ""))
        .toList();
  }

  @Test
  void hintsCountWithTheAnnotationThenAloneAndThenForNodes() {
    assertThat(endpoints(Version.V1_30)).hasSize(3);
    assertThat(endpoints(Version.V1_31)).containsExactly("10.0.0.1:80", "10.0.0.2:80");
    assertThat(endpoints(Version.V1_33)).containsExactly("10.0.0.1:80", "10.0.0.2:80");
    assertThat(endpoints(Version.V1_34)).containsExactly("10.0.0.1:80");
  }

  @Test
  void packetsAreCountedFromVersion131OnWhereTheKernelCan() {
    var before = sync(Release.of(Version.V1_30));
    var counting = sync(Release.of(Version.V1_32));
    var unable = sync(new Release(Version.V1_32, true, false, false));

    assertThat(counting.filter().get("KUBE-FORWARD"))
        .first()
        .isEqualTo(
            "-m conntrack --ctstate INVALID"
                + " -m nfacct --nfacct-name ct_state_invalid_dropped_pkts -j DROP");
    assertThat(counting.nat().get("KUBE-NODEPORTS"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith(
            "-m comment --comment ns1/svc1:p80 -m tcp -p tcp -d 127.0.0.0/8 --dport 30080"
                + " -m nfacct --nfacct-name localhost_nps_accepted_pkts -j KUBE-EXT-");
    assertThat(before.nat().get("KUBE-NODEPORTS")).hasSize(1);
    assertThat(unable.nat().get("KUBE-NODEPORTS")).isEqualTo(before.nat().get("KUBE-NODEPORTS"));
    assertThat(unable.filter()).isEqualTo(before.filter());
  }

  @Test
  void aVersionHasItsGatesOnly() {
    assertThatThrownBy(() -> new Release(Version.V1_30, true, false, true))
        .hasMessage("expected no packet counters: they come with 1.31, this is 1.30");
    assertThatThrownBy(() -> new Release(Version.V1_32, true, true, true))
        .hasMessageContaining("PreferSameTrafficDistribution to be off");
    assertThatThrownBy(() -> new Release(Version.V1_33, false, true, true))
        .hasMessageContaining("ServiceTrafficDistribution to be on");
  }
}
