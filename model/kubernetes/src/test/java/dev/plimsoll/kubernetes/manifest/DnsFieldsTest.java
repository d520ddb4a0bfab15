package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.Namespace;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.PodDns;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DnsFieldsTest {

  private static final String TEXT =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      spec:
        type: ExternalName
        externalName: www.example.com.
        ipFamilies: [IPv6, IPv4]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      endpoints:
      - addresses: [10.0.0.1]
        hostname: web-0
        targetRef: {kind: Pod, name: web-0-pod}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec:
        hostNetwork: true
        dnsPolicy: None
        dnsConfig:
          nameservers: [1.1.1.1]
          searches: [example.com, .]
          options: [{name: ndots, value: "2"}, {name: edns0}]
        containers: [{name: client}]
      status: {podIP: 10.0.0.7}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      """;

  @Test
  void anAliasKeepsItsNameAndItsFamilies() {
    var spec = ManifestReader.read("dns.yaml", TEXT).services().getFirst().spec();

    assertThat(spec.externalName()).isEqualTo("www.example.com.");
    assertThat(spec.ipFamilies()).containsExactly(Family.IPV6, Family.IPV4);
  }

  @Test
  void anEndpointKeepsItsHostnameAndItsPod() {
    var slice = ManifestReader.read("dns.yaml", TEXT).endpointSlices().getFirst();

    assertThat(slice.endpoints().getFirst().hostname()).isEqualTo("web-0");
    assertThat(slice.endpoints().getFirst().podName()).isEqualTo("web-0-pod");
  }

  @Test
  void aPodKeepsHowItResolvesNames() {
    var pod = ManifestReader.read("dns.yaml", TEXT).ofType(Pod.class).getFirst();

    assertThat(pod.network().addresses()).containsExactly(Address.parse("10.0.0.7"));
    assertThat(pod.spec().hostNetwork()).isTrue();
    assertThat(pod.spec().dns())
        .isEqualTo(
            new PodDns(
                PodDns.Policy.NONE,
                List.of(Address.parse("1.1.1.1")),
                List.of("example.com", "."),
                List.of(
                    new PodDns.Option("ndots", Optional.of("2")),
                    new PodDns.Option("edns0", Optional.empty()))));
  }

  @Test
  void aNamespaceIsRead() {
    var manifests = ManifestReader.read("dns.yaml", TEXT);

    assertThat(manifests.ofType(Namespace.class).getFirst().metadata().namespacedName())
        .isEqualTo("shop");
    assertThat(manifests.skipped()).isEmpty();
    assertThat(manifests.objects()).allMatch(each -> each.ignored().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          www.example.com. | "a b"          | 6: spec.externalName: expected a name such as
          'externalName: www.example.com.' | '' | 4: spec.externalName: expected a name in DNS
          hostname: web-0  | hostname: Web  | 15: endpoints[0].hostname: expected a hostname
          1.1.1.1          | 1.1.1          | 25: spec.dnsConfig.nameservers[0]: "1.1.1" is not
          'nameservers: [1.1.1.1]' | '' | expected a name server in dnsConfig, as dnsPolicy is None
          '[1.1.1.1]'      | '[1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4]' | at most 3 name servers
          example.com, .   | a b            | expected a domain to search
          dnsPolicy: None  | dnsPolicy: none | 23: spec.dnsPolicy: expected one of [ClusterFirst
          podIP: 10.0.0.7  | podIP: web     | 29: status.podIP
          name: ndots      | name: ""       | expected an option with a name
          """)
  void whatTheApiServerRefusesIsNamedWithItsLine(String good, String bad, String message) {
    assertThatThrownBy(() -> ManifestReader.read("dns.yaml", TEXT.replace(good, bad)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining(message);
  }
}
