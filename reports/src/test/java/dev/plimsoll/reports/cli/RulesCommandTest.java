package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesCommandTest {

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: web}
      spec:
        type: NodePort
        clusterIP: 10.96.0.10
        clusterIPs: [10.96.0.10, "fd00::10"]
        externalTrafficPolicy: Local
        ports: [{name: http, port: 80, nodePort: 30080, protocol: TCP}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {namespace: shop, name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      ports: [{name: http, port: 8080, protocol: TCP}]
      endpoints:
      - {addresses: [10.244.1.5], nodeName: node-a, hints: {forZones: [{name: a}]}}
      - {addresses: [10.244.2.5], nodeName: node-b, hints: {forZones: [{name: b}]}}
      """;

  /// As recordings have it.
  private static final String CONFIG =
      """
      {
        "case": 1,
        "kubeProxy": "v1.30.3",
        "config": {
          "hostname": "node-a",
          "ipv6": false,
          "localDetector": true,
          "localhostNodePorts": true,
          "masqueradeAll": false,
          "masqueradeMark": "0x00100000",
          "nodeIP": "192.168.0.2",
          "nodeLabels": {"topology.kubernetes.io/zone": "b"},
          "nodePortAddresses": ["192.168.0.2"]
        },
        "env": {
          "conntrackTCPLiberal": true,
          "detectLocalMode": "ClusterCIDR",
          "detectLocalArg": "10.244.0.0/16,fd00:10::/56",
          "ipFamily": "IPv4",
          "nodeInterfaces": {"eth0": ["192.168.0.2/24"], "lo": ["127.0.0.1/8"]},
          "nodePortAddressesFlag": ["192.168.0.0/24"],
          "nodeZone": "b",
          "randomFully": false
        },
        "featureGates": {"ServiceTrafficDistribution": true, "TopologyAwareHints": true}
      }
      """;

  @TempDir Path folder;
  private Path objects = Path.of("");

  @BeforeEach
  void aServiceWithTwoEndpoints() throws IOException {
    objects = Files.writeString(folder.resolve("objects.yaml"), OBJECTS);
  }

  private CommandLineRun rules(String... more) {
    var arguments = new ArrayList<>(List.of("rules", "-f", objects.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private CommandLineRun configured(String config) throws IOException {
    var file = Files.writeString(folder.resolve("proxy.json"), config);
    return rules("--proxy-config", file.toString());
  }

  @Test
  void withoutAConfigurationItIsKubeProxysDefaults() {
    var run = rules();

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("*filter\n:KUBE-SERVICES - [0:0]\n")
        .endsWith("COMMIT\n")
        .contains(
            ":KUBE-FIREWALL - [0:0]",
            "-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP",
            "-A KUBE-MARK-MASQ -j MARK --or-mark 0x00004000",
            "-j MASQUERADE --random-fully",
            "-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
            "shop/web:http has no local endpoints",
            "10.244.1.5:8080",
            "10.244.2.5:8080")
        .doesNotContain("nfacct");
  }

  @Test
  void aConfigurationIsHeededFieldByField() throws IOException {
    var run = configured(CONFIG);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "-A KUBE-MARK-MASQ -j MARK --or-mark 0x00100000",
            "-d 192.168.0.2 -j KUBE-NODEPORTS",
            "! -s 10.244.0.0/16 -j KUBE-MARK-MASQ",
            "10.244.2.5:8080")
        .doesNotContain(
            ":KUBE-FIREWALL", "INVALID", "--random-fully", "has no local endpoints", "nfacct");
    assertThat(run.out().lines().filter(line -> line.contains("KUBE-SVC-"))).hasSize(6);
  }

  @Test
  void aLaterVersionCountsPacketsWhereTheKernelCan() throws IOException {
    var counting = configured("{\"version\": \"1.33\"}");
    var unable = configured("{\"version\": \"1.33\", \"nfacct\": false}");

    assertThat(counting.out()).contains("--nfacct-name localhost_nps_accepted_pkts");
    assertThat(unable.status()).as(unable.err()).isZero();
    assertThat(unable.out()).doesNotContain("nfacct");
  }

  @Test
  void aLargeClusterHasNoCommentsAtEndpoints() throws IOException {
    assertThat(configured("{\"largeClusterMode\": true}").out()).doesNotContain("->");
    assertThat(configured("{\"largeClusterMode\": null, \"env\": null}").out()).contains("->");
  }

  @Test
  void nodePortsAreOfferedAtBlocksAtAddressesOrEverywhere() throws IOException {
    var address = configured("{\"nodePortAddresses\": [\"127.0.0.1\", \"fd00::1\"]}");
    var everywhere = configured("{\"nodePortAddresses\": [\"127.0.0.1\", \"MATCH_ALL\"]}");

    assertThat(address.out()).contains("-d 127.0.0.1 -j KUBE-NODEPORTS", ":KUBE-FIREWALL");
    assertThat(everywhere.out()).contains("--dst-type LOCAL -j KUBE-NODEPORTS");
  }

  @Test
  void theOtherFamilyHasItsOwnRules() throws IOException {
    var six = rules("--ip-family", "IPv6");
    var detected =
        configured(
            "{\"ipv6\": true, \"detectLocalMode\": \"ClusterCIDR\", \"detectLocalArg\":"
                + " \"10.244.0.0/16\"}");

    assertThat(six.out())
        .contains("-d fd00::10 --dport 80 -j REJECT", "! -d ::1/128")
        .doesNotContain("10.96.0.10", "KUBE-FIREWALL");
    assertThat(detected.out()).isEqualTo(six.out());
  }

  @Test
  void theAnswerIsADocumentToo() {
    var source = new JsonSource("standard output");
    var json = source.members(JsonReader.read("standard output", rules("--format", "json").out()));
    var filter = source.members(source.required(json, "filter"));

    assertThat(source.elements(source.required(filter, "KUBE-FIREWALL"))).hasSize(1);
    assertThat(source.members(source.required(json, "nat")).members())
        .containsKeys("KUBE-SERVICES", "KUBE-POSTROUTING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "masqueradAll": true      | Unknown field "masqueradAll"; the nearest: masqueradeAll
          "config": {"hostnam": ""} | Unknown field "hostnam"; the nearest: hostname
          "masqueradeAll": "yes"    | expected true or false, but there is the string "yes"
          "masqueradeMark": "0x3"   | expected a mark of one bit of 32
          "masqueradeMark": "bit"   | expected a mark of one bit of 32
          "masqueradeMark": 0       | expected a mark of one bit of 32
          "nodeIP": "fd00::1"       | expected an IPv4 address, but there is the string "fd00::1"
          "nodeIP": "10.0.0"        | "10.0.0" is not an address
          "ipFamily": "IPv5"        | expected IPv4 or IPv6, but there is the string "IPv5"
          "detectLocalMode": "Some" | expected NoOp, ClusterCIDR, NodeCIDR, BridgeInterface
          "detectLocalMode": "NodeCIDR" | expected detectLocalArg with detectLocalMode
          "detectLocalMode": "BridgeInterface", "detectLocalArg": "cni 0" | an interface's name
          "masqueradeMark": -9223372036854775808 | expected a mark of one bit of 32
          "nodePortAddresses": "all" | expected a list, but there is the string "all"
          "nodePortAddresses": ["x"] | expected
          "nodeLabels": ["zone"]    | expected an object, but there is a list
          "version": "1.29"         | expected a version, one of [1.30, 1.31, 1.32, 1.33, 1.34]
          "nfacct": true            | expected no packet counters: they come with 1.31
          "featureGates": {"TopologyHints": true} | Unknown feature gate "TopologyHints"
          "featureGates": {"TopologyAwareHints": false} | expected TopologyAwareHints to be on
          "featureGates": {"PreferSameTrafficDistribution": true} | to be off: it comes with 1.33
          """)
  void whatIsWrongIsSaidWithItsLine(String field, String problem) throws IOException {
    var run = configured("{\"hostname\": \"node-a\",\n\n" + field + "}");

    assertThat(run.status()).as(run.err()).isEqualTo(65);
    assertThat(run.err())
        .startsWith("plimsoll: " + folder.resolve("proxy.json") + ":3: ")
        .contains(problem);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void fieldsThatContradictOneAnotherAreRefused() throws IOException {
    assertThat(configured("{\"ipFamily\": \"IPv4\", \"ipv6\": true}").err())
        .contains("expected what ipFamily says, but there is true");
    assertThat(configured("{\"hostname\": \"a\", \"config\": {\"hostname\": \"a\"}}").err())
        .contains("expected hostname once");
    assertThat(
            configured(
                    "{\"nodeZone\": \"a\", \"nodeLabels\": {\"topology.kubernetes.io/zone\":"
                        + " \"b\"}}")
                .err())
        .contains("expected the zone of the node's label, \"b\"");
  }

  @Test
  void anotherFamilyThanIsConfiguredIsAWrongUse() throws IOException {
    var file = Files.writeString(folder.resolve("proxy.json"), CONFIG);
    var run = rules("--proxy-config", file.toString(), "--ip-family", "IPv6");

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("expected --ip-family IPv4, as " + file + " says");
    assertThat(rules("--ip-family", "6").err()).contains("expected IPv4 or IPv6, but is '6'");
  }

  @Test
  void manifestsThatCannotBeReadEndWith65AndTheirLine() throws IOException {
    Files.writeString(objects, "apiVersion: v1\nkind: Service\nmetadata: 7\n");

    assertThat(rules().err()).startsWith("plimsoll: " + objects + ":3: ");
    assertThat(rules().status()).isEqualTo(65);
  }

  @Test
  void withoutServicesItSaysSo() throws IOException {
    Files.writeString(objects, "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");

    assertThat(rules().status()).isZero();
    assertThat(rules().err()).contains("there is no Service in " + objects);
    assertThat(rules().out()).contains(":KUBE-SERVICES - [0:0]");
  }
}
