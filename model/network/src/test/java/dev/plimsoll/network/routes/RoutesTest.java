package dev.plimsoll.network.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutesTest {

  private static final Manifests MANIFESTS =
      ManifestReader.read(
          "web.yaml",
          """
          kind: Service
          apiVersion: v1
          metadata: {name: web}
          spec:
            type: NodePort
            clusterIP: 10.96.0.1
            externalTrafficPolicy: Local
            ports: [{port: 80, nodePort: 30080}]
          ---
          kind: EndpointSlice
          apiVersion: discovery.k8s.io/v1
          metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
          addressType: IPv4
          ports: [{name: "", port: 8080}]
          endpoints:
          - {addresses: [10.244.1.2], nodeName: here}
          - {addresses: [10.244.2.2], nodeName: there}
          - {addresses: [10.244.2.3], nodeName: there, conditions: {ready: false}}
          ---
          kind: Service
          apiVersion: v1
          metadata: {name: empty}
          spec: {clusterIP: 10.96.0.2, ports: [{port: 80}]}
          """);

  private static final Node NODE =
      new Node(
          List.of(
              InterfaceAddress.parse("192.168.0.2/24@eth0"),
              InterfaceAddress.parse("10.244.1.1/24@cni0")),
          List.of(Route.parse("0.0.0.0/0@eth0")));

  private static final ProxyConfig CONFIG =
      ProxyConfig.of(
          "here",
          Address.parse("192.168.0.2"),
          new LocalDetector.PodCidr(Prefix.parse("10.244.0.0/16")));

  private static final String DUMP =
      KubeProxy.sync(MANIFESTS.services(), MANIFESTS.endpointSlices(), CONFIG).dump();

  private static RuleSet rules(String dump) {
    return Dump.parse("node.dump", dump).load();
  }

  private static List<Finding> findings(String dump) {
    return Routes.analyse(rules(dump), MANIFESTS, NODE, CONFIG).findings();
  }

  @Test
  void kubeProxysOwnRulesAreAsTheServicesAsk() {
    var report = Routes.analyse(rules(DUMP), MANIFESTS, NODE, CONFIG);

    assertThat(report.findings()).isEmpty();
    assertThat(report.isAsAskedFor()).isTrue();
    assertThat(report.routes())
        .extracting(route -> route.service() + " " + route.offer() + " " + route.client())
        .contains(
            "default/web cluster IP 10.96.0.1:80 pod 10.244.1.254 (cni0)",
            "default/web node port 192.168.0.2:30080 outside 198.18.0.254 (eth0)",
            "default/empty cluster IP 10.96.0.2:80 node 192.168.0.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --probability 0.5000000000        | --probability 0.6               | probability-wrong
          --to-destination 10.244.1.2:8080  | --to-destination 9.9.9.9:9      | destination-unknown
          --to-destination 10.244.2.2:8080  | --to-destination 10.244.2.3:8080 | endpoint-stale
          -s 10.244.1.2 -j KUBE-MARK-MASQ   | -s 10.244.1.3 -j KUBE-MARK-MASQ | masquerade-missing
          ! -s 10.244.0.0/16 -j KUBE-MARK-M | -s 10.244.0.0/16 -j KUBE-MARK-M | masquerade-unwanted
          -j REJECT                         | -j DROP                         | refused-differently
          -j REJECT                         | -j ACCEPT                       | not-refused
          0.1 --dport 80 -j KUBE-S          | 0.1 --dport 81 -j KUBE-S        | address-without-rule
          -m statistic                      | -p udp -m statistic             | endpoint-missing
          0.1 --dport 80 -j KUBE-S          | 0.9 --dport 80 -j KUBE-S        | service-unknown
          """)
  void anAlteredRuleIsFoundAndNamed(String good, String bad, String id) {
    var altered = DUMP.replace(good.strip(), bad.strip());
    var line = (int) DUMP.substring(0, DUMP.indexOf(good.strip())).lines().count();

    assertThat(findings(altered))
        .filteredOn(finding -> finding.kind().id().equals(id))
        .extracting(finding -> finding.rule().map(RulePlace::toString).orElse(""))
        .contains("node.dump:" + line);
  }

  @Test
  void aFindingSaysWhoIsConcernedAndWhereTheServiceWasRead() {
    var dump = DUMP.replace("--to-destination 10.244.1.2:8080", "--to-destination 9.9.9.9:9");
    var finding = findings(dump).getFirst();

    assertThat(finding.kind().severity()).isEqualTo(Finding.Severity.ERROR);
    assertThat(finding.message())
        .isEqualTo(
            "default/web at cluster IP 10.96.0.1:80: packets go to 9.9.9.9:9, which is no endpoint"
                + " of the Service");
    assertThat(finding.clients()).extracting(Client::vantage).contains(Vantage.POD, Vantage.NODE);
    assertThat(finding.manifest()).hasToString("Optional[web.yaml:1]");
    assertThat(finding.missing()).get().asString().contains("10.244.1.2:8080");
  }

  @Test
  void aForeignRuleThatDropsIsNamed() {
    var drop = "-A FORWARD -s 198.18.0.0/15 -j DROP";
    var dump = DUMP.replaceFirst("-A FORWARD", drop + "\n-A FORWARD");

    assertThat(findings(dump))
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Finding.Kind.REFUSED);
              assertThat(finding.rule())
                  .get()
                  .extracting(place -> place.step().chain())
                  .isEqualTo("FORWARD");
            });
  }

  @Test
  void theNodeIsAskedForWhereNothingTellsIt() {
    assertThatThrownBy(
            () ->
                ConfigInference.infer(
                    rules(DUMP),
                    MANIFESTS.endpointSlices(),
                    new Node(List.of(InterfaceAddress.parse("192.168.0.2/24@eth0")), List.of()),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessage(
            "it cannot be told which node the rules are of: expected --node-name, one of"
                + " here, there");
    assertThatThrownBy(
            () ->
                ConfigInference.infer(
                    rules(DUMP), List.of(), Node.UNKNOWN, Optional.of("here"), Optional.empty()))
        .hasMessageContaining("expected --node-address");
  }

  @Test
  void theConfigurationIsReadOffTheRules() {
    var inferred =
        ConfigInference.infer(
            rules(DUMP), MANIFESTS.endpointSlices(), NODE, Optional.empty(), Optional.empty());

    assertThat(inferred).isEqualTo(CONFIG);
  }
}
