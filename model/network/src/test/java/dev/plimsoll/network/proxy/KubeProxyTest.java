package dev.plimsoll.network.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import org.junit.jupiter.api.Test;

final class KubeProxyTest {

  private static final ServicePortName NAME =
      new ServicePortName("ns1", "svc1", "p80", Protocol.TCP);

  private static final String SERVICE =
      """
      kind: Service
      apiVersion: v1
      metadata: {namespace: ns1, name: svc1}
      spec:
        type: LoadBalancer
        clusterIP: 172.30.0.41
        externalTrafficPolicy: %s
        ports: [{name: p80, port: 80, nodePort: 3001}]
      status: {loadBalancer: {ingress: [{ip: 1.2.3.4}, {ip: 5.6.7.8, ipMode: Proxy}]}}
      """;

  private static final String SLICE =
      """
      ---
      kind: EndpointSlice
      apiVersion: discovery.k8s.io/v1
      metadata: {namespace: ns1, name: s, labels: {kubernetes.io/service-name: svc1}}
      addressType: IPv4
      ports: [{name: p80, port: 80}]
      endpoints:
      """;

  private static RestoreInput sync(String manifests) {
    var objects = ManifestReader.read("test.yaml", manifests);
    var config = ProxyConfig.of("node", Address.parse("192.168.0.2"), new LocalDetector.None());
    return KubeProxy.sync(objects.services(), objects.endpointSlices(), config);
  }

  @Test
  void chainsAreNamedByAHashOfServicePortProtocolAndEndpoint() {
    assertThat(NAME.clusterPolicyChain()).isEqualTo("KUBE-SVC-XPGD46QRK7WJZT7O");
    assertThat(NAME.endpointChain("10.180.0.1:80")).isEqualTo("KUBE-SEP-SXIVWICOYRO3J4NJ");
  }

  @Test
  void aServiceWithoutEndpointsRejectsAndHasNoChains() {
    var rules = sync(SERVICE.formatted("Cluster"));

    assertThat(rules.filter().get("KUBE-SERVICES"))
        .containsExactly(
            "-m comment --comment \"ns1/svc1:p80 has no endpoints\" -m tcp -p tcp"
                + " -d 172.30.0.41 --dport 80 -j REJECT");
    assertThat(rules.filter().get("KUBE-EXTERNAL-SERVICES")).hasSize(2);
    assertThat(rules.nat()).hasSize(4);
  }

  @Test
  void endpointsShareEvenly() {
    var endpoints =
        "- {addresses: [10.0.0.1]}\n- {addresses: [10.0.0.2]}\n- {addresses: [10.0.0.3]}";
    var rules = sync(SERVICE.formatted("Cluster") + SLICE + endpoints);

    assertThat(rules.nat().get(NAME.clusterPolicyChain()))
        .extracting(rule -> rule.contains("statistic") ? rule.replaceAll(".*ity | -j.*", "") : "")
        .containsExactly("0.3333333333", "0.5000000000", "");
  }

  @Test
  void aNodeWithoutLocalEndpointsDropsUnderPolicyLocal() {
    var rules = sync(SERVICE.formatted("Local") + SLICE + "- {addresses: [10.0.0.1]}\n");

    assertThat(rules.filter().get("KUBE-EXTERNAL-SERVICES"))
        .allMatch(rule -> rule.contains("has no local endpoints") && rule.endsWith("-j DROP"));
    assertThat(rules.nat().get(NAME.externalChain())).hasSize(2);
    assertThat(rules.nat()).doesNotContainKey(NAME.localPolicyChain());
  }

  @Test
  void terminatingEndpointsAreUsedOnlyWhenNoneIsReady() {
    var terminating =
        "- {addresses: [10.0.0.9], conditions: {ready: false, serving: true, terminating: true}}\n";
    var alone = sync(SERVICE.formatted("Cluster") + SLICE + terminating);
    var beside =
        sync(SERVICE.formatted("Cluster") + SLICE + terminating + "- {addresses: [10.0.0.1]}\n");

    assertThat(alone.nat()).containsKey(NAME.endpointChain("10.0.0.9:80"));
    assertThat(beside.nat())
        .containsKey(NAME.endpointChain("10.0.0.1:80"))
        .doesNotContainKey(NAME.endpointChain("10.0.0.9:80"));
  }

  @Test
  void nodePortsAreReachedLast() {
    var rules = sync(SERVICE.formatted("Cluster") + SLICE + "- {addresses: [10.0.0.1]}\n");

    assertThat(rules.nat().get("KUBE-SERVICES"))
        .last()
        .asString()
        .endsWith("-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS");
    assertThat(rules.nat().get("KUBE-NODEPORTS")).hasSize(1);
  }
}
