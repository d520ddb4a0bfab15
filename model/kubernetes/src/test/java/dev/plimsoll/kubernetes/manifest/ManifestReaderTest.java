package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServicePort.TargetPort;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestReaderTest {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        labels: {app: web}
      spec:
        type: LoadBalancer
        clusterIP: 10.96.0.7
        ports:
        - name: http
          port: 80
          targetPort: web
          nodePort: 30080
        externalTrafficPolicy: Local
        loadBalancerSourceRanges: [" 10.0.0.0/8"]
        sessionAffinity: ClientIP
      """;

  @Test
  void aServiceIsReadWithTheDefaultsOfTheApiServer() {
    var service = ManifestReader.read("web.yaml", SERVICE).services().getFirst();

    assertThat(service.metadata().namespacedName()).isEqualTo("default/web");
    assertThat(service.spec().type()).isEqualTo(ServiceType.LOAD_BALANCER);
    assertThat(service.spec().clusterIps()).containsExactly(Address.parse("10.96.0.7"));
    assertThat(service.spec().ports())
        .containsExactly(
            new ServicePort("http", Protocol.TCP, 80, new TargetPort.ByName("web"), 30080));
    assertThat(service.spec().externalTrafficPolicy()).isEqualTo(TrafficPolicy.LOCAL);
    assertThat(service.spec().internalTrafficPolicy()).isEqualTo(TrafficPolicy.CLUSTER);
    assertThat(service.spec().loadBalancerSourceRanges()).hasToString("[10.0.0.0/8]");
    assertThat(service.spec().sessionAffinity()).isEqualTo(new SessionAffinity.ClientIp(10_800));
  }

  @Test
  void anEndpointSliceKeepsWhatIsUnknownUnknown() {
    var slice =
        ManifestReader.read(
                "slice.yaml",
                """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-1, namespace: prod, labels: {kubernetes.io/service-name: web}}
                addressType: IPv6
                endpoints:
                - addresses: ["FD00::0001"]
                  hints: {forZones: [{name: a}]}
                ports:
                - {name: http, port: 8080}
                """)
            .endpointSlices()
            .getFirst();

    assertThat(slice.serviceName()).isEqualTo("web");
    assertThat(slice.endpoints())
        .containsExactly(
            new Endpoint(
                List.of("fd00::1"),
                new Endpoint.Conditions(null, null, null),
                null,
                null,
                List.of("a")));
  }

  @Test
  void documentsAndListsAreReadInOrderAndOtherKindsAreReported() {
    var text =
        SERVICE
            + """
            ---
            # nothing here
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: web}
            ---
            apiVersion: v1
            kind: ServiceList
            items:
            - metadata: {name: second}
              spec: {clusterIP: None}
            """;

    var manifests = ManifestReader.read("all.yaml", text);

    assertThat(manifests.services())
        .extracting(s -> s.metadata().name())
        .containsExactly("web", "second");
    assertThat(manifests.services().getLast().spec().headless()).isTrue();
    assertThat(manifests.skipped())
        .hasToString("[Skipped[apiVersion=batch/v1, kind=Job, place=all.yaml:20]]");
    assertThat(manifests.place("Service", "default", "second"))
        .hasToString("Optional[all.yaml:27]");
  }

  @Test
  void jsonAndYamlOfOneObjectAreEqual() {
    var json =
        """
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"},
         "spec": {"clusterIPs": ["10.96.0.1"], "ports": [{"port": 80, "targetPort": 0}]}}
        """;
    var yaml =
        """
        {apiVersion: v1, kind: Service, metadata: {name: a},
         spec: {clusterIP: 10.96.0.1, ports: [{port: 80}]}}
        """;

    assertThat(ManifestReader.read("a.yaml", "# YAML\n" + yaml).services())
        .isEqualTo(ManifestReader.read("a.json", json).services());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: web          | name: Web_1     | bad.yaml:4: metadata.name: expected a name of
          10.96.0.7          | 10.96.0.700     | bad.yaml:8: spec.clusterIP: "10.96.0.700" is not an
          port: 80           | port: 80000     | bad.yaml:10: spec.ports[0]: expected a port of
          port: 80           | port: eighty    | bad.yaml:11: spec.ports[0].port: expected a whole
          port: 80           | port: 9999999999| bad.yaml:11: spec.ports[0].port: expected a number
          labels: {app: web} | namespace: "-"  | bad.yaml:5: metadata.namespace: expected a names
          type: LoadBalancer | type: Balancer  | bad.yaml:7: spec.type: expected one of [Cluster
          10.0.0.0/8         | 10.0.0.0        | bad.yaml:15: spec.loadBalancerSourceRanges[0]: "10
          kind: Service      | kind: [Service] | bad.yaml:2: kind: expected a non-empty string
          labels: {app: web} | labels: {app: 1}| bad.yaml:5: metadata.labels.app: expected a str
          ports:             | ports: [        | bad.yaml:9: expected YAML:
          """)
  void anErrorNamesTheLineTheFieldAndWhatWasExpected(String good, String bad, String message) {
    assertThatThrownBy(
            () -> ManifestReader.read("bad.yaml", SERVICE.replaceFirst(Pattern.quote(good), bad)))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void deepNestingIsRefusedWithoutOverflow(String opening) {
    assertThatThrownBy(() -> ManifestReader.read("deep.yaml", "x: " + opening.repeat(100_000)))
        .isInstanceOf(ManifestException.class);
    assertThatThrownBy(() -> ManifestReader.read("deep.json", "{\"a\":".repeat(100_000)))
        .isInstanceOf(ManifestException.class)
        .hasMessage("deep.json:1: expected at most 100 levels");
    var deep = IntStream.range(0, 120).mapToObj(each -> " ".repeat(each) + "a:");
    assertThatThrownBy(() -> ManifestReader.read("deep", deep.collect(Collectors.joining("\n"))))
        .hasMessage("deep:101: expected at most 100 levels");
  }

  @Test
  void aliasesAreRefusedSoThatNoneCanExplode() {
    var bomb = "a: &a [x, x]\nb: &b [*a, *a]\n";

    assertThatThrownBy(() -> ManifestReader.read("bomb.yaml", bomb))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("bomb.yaml:2: expected no YAML aliases");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 1\na: 2\n", "{\"a\": 1, \"a\": 2}", "just words", "{} {]", "\u0000"})
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> ManifestReader.read("x", text))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("x:");
  }
}
