package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.ci.Schemas;
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

final class TracerouteCommandTest {

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: a}
      spec: {podCIDRs: [10.244.1.0/24, "fd00:244:1::/64"]}
      status:
        addresses:
        - {type: InternalIP, address: 192.168.0.2}
        - {type: InternalIP, address: "fd00:192::2"}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: b}
      spec: {podCIDRs: [10.244.2.0/24, "fd00:244:2::/64"]}
      status:
        addresses:
        - {type: InternalIP, address: 192.168.0.3}
        - {type: InternalIP, address: "fd00:192::3"}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: web, labels: {app: web}}
      spec: {nodeName: b, containers: [{name: web, ports: [{containerPort: 8080}]}]}
      status:
        podIPs: [{ip: 10.244.2.5}, {ip: "fd00:244:2::5"}]
        conditions: [{type: Ready, status: "True"}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: edge, name: proxy}
      spec: {nodeName: a, containers: [{name: proxy, ports: [{containerPort: 8000, hostPort: 80}]}]}
      status: {podIPs: [{ip: 10.244.1.7}, {ip: "fd00:244:1::7"}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: kube-system, name: agent}
      spec: {nodeName: a, hostNetwork: true, containers: [{name: agent}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: web}
      spec:
        type: NodePort
        clusterIPs: [10.96.0.10, "fd00:96::10"]
        selector: {app: web}
        ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: empty}
      spec: {clusterIP: 10.96.0.11, selector: {app: none}, ports: [{port: 80}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {namespace: shop, name: web}
      spec:
        rules:
        - host: shop.example
          http:
            paths:
            - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
            - {path: /no, pathType: Prefix, backend: {service: {name: empty, port: {number: 80}}}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void aCluster() throws IOException {
    write(OBJECTS);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("cluster.yaml"), text);
  }

  private CommandLineRun traceroute(String... more) {
    var arguments = new ArrayList<>(List.of("traceroute", "-f", folder.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void itTellsEveryHopThereAndBack() {
    var run = traceroute("--from", "pod/edge/proxy", "--network", "routed", "service/shop/web:80");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            from edge/proxy to tcp 10.96.0.10:80, 60 bytes
              answered by shop/web
                request  delivered to shop/web  up to 1500 bytes in one piece
                  pod       a      edge/proxy            sends tcp 10.244.1.7:40000 -> \
            10.96.0.10:80, 60 bytes
                  pod       a      edge/proxy   eth0     route default via 10.244.1.1 dev eth0
                  pod       a      edge/proxy   eth0     to veth1 of a
                  service   a                   cni0     becomes tcp 10.244.1.7:40000 -> \
            10.244.2.5:8080 by KUBE-SERVICES KUBE-SVC-67NZLRHBNDSAWJRO KUBE-SEP-CXXRTNR2DI2TYC6R \
            KUBE-POSTROUTING FLANNEL-POSTRTG
                  node      a                   eth0     route 10.244.2.0/24 via 192.168.0.3 dev \
            eth0
                  node      a                   eth0     over the node network to b
                  node      b                   eth0     passes 11 rules
                  pod       b                   cni0     route 10.244.2.0/24 dev cni0
                  pod       b                   cni0     to port veth1
                  pod       b                   veth1    to eth0 of shop/web
                answer  delivered to edge/proxy  up to 1500 bytes in one piece
                  pod       b      shop/web             sends tcp 10.244.2.5:8080 -> \
            10.244.1.7:40000, 60 bytes
                  pod       b      shop/web    eth0     route default via 10.244.2.1 dev eth0
                  pod       b      shop/web    eth0     to veth1 of b
                  node      b                  cni0     passes 2 rules
                  node      b                  eth0     route 10.244.1.0/24 via 192.168.0.2 dev \
            eth0
                  node      b                  eth0     over the node network to a
                  service   a                  eth0     becomes tcp 10.96.0.10:80 -> \
            10.244.1.7:40000 as its connection
                  pod       a                  cni0     route 10.244.1.0/24 dev cni0
                  pod       a                  cni0     to port veth1
                  pod       a                  veth1    to eth0 of edge/proxy
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          outside               | service/shop/web:http    |  0 | answered by shop/web
          pod/edge/proxy        | service/shop/web:80      |  0 | answered by shop/web
          pod/kube-system/agent | service/shop/web:80      |  0 | answered by shop/web
          node/b                | service/shop/web:80      |  0 | answered by shop/web
          outside               | http://shop.example/     |  0 | asks shop/web:80, by Ingress
          outside               | http://shop.example/no   | 12 | which has no endpoints
          outside               | http://other.example/    | 12 | no Ingress says whom to ask
          outside               | https://shop.example/    | 12 | there is no address to send to
          node/a                | 10.96.0.11:80            | 12 | rejected by filter/KUBE-SERVICES:1
          pod/edge/proxy        | 10.244.2.5:81            | 12 | nobody listens at 10.244.2.5:81
          pod/edge/proxy        | 192.168.0.2:22           | 21 | whether anybody listens
          pod/edge/proxy        | 192.0.2.77:443           |  0 | answered by the host outside
          pod/edge/proxy        | 10.99.0.1:443            | 12 | no route to 10.99.0.1
          outside               | 10.244.2.5:8080          | 12 | no route to 10.244.2.5
          """)
  void theStatusSaysWhetherItIsAnswered(String from, String to, int status, String words) {
    var run = traceroute("--from", from, to);

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.out()).contains(words);
  }

  @Test
  void aServiceHasAnAddressOfEachFamily() {
    var run = traceroute("--from", "pod/edge/proxy", "--ip-family", "IPv6", "service/shop/web:80");

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("to tcp [fd00:96::10]:80", "up to 1430 bytes in one piece", "into VXLAN 1");
  }

  @Test
  void oneOfEachResultIsToldHopByHopAndWithAllEveryWay() {
    var some = traceroute("service/shop/web:80").out();
    var all = traceroute("--all", "service/shop/web:80").out();

    assertThat(some.split("request ", -1)).hasSize(2);
    assertThat(all.split("request ", -1)).hasSize(3);
  }

  @Test
  void asJsonItIsAsTheSchemaSays() {
    var json = traceroute("--format", "json", "http://shop.example/").out();
    var long1 =
        traceroute(
                "--format",
                "json",
                "--pod-mtu",
                "1500",
                "--length",
                "1500",
                "--from",
                "pod/edge/proxy",
                "service/shop/web:80")
            .out();

    assertThat(Schemas.errors("traceroute", json)).isEmpty();
    assertThat(json).contains("\"upstream\"", "\"decided\"", "KUBE-");
    assertThat(Schemas.errors("traceroute", long1)).isEmpty();
    assertThat(long1).contains("\"too-big\"", "\"too-long\"", "\"encapsulated\"");
    assertThat(Schemas.errors("traceroute", json.replace("\"answered\"", "\"ok\""))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --from here 10.96.0.10:80            | --from: expected outside, pod/NAMESPACE/NAME
          --from pod/shop/none 10.96.0.10:80   | --from: expected outside, pod/NAMESPACE/NAME
          service/shop/web                     | expected service/NAMESPACE/NAME:PORT
          service/shop/web:81                  | expected one of its ports [80], but is '81'
          service/shop/none:80                 | there is no Service shop/none
          10.96.0.10                           | expected service/NAMESPACE/NAME:PORT
          ftp://shop.example/                  | expected a host and a path, or a URL
          --outside 192.168.0.3 10.96.0.10:80  | --outside: expected an address of IPv4 that nobody
          --outside fd00::1 10.96.0.10:80      | --outside: expected an address of IPv4 that nobody
          --mtu 100 10.96.0.10:80              | --mtu: expected 1280 to 65535 bytes
          --length 20 10.96.0.10:80            | --length: expected 60 to 65535 bytes
          --network flat 10.96.0.10:80         | expected routed or vxlan, but is 'flat'
          --protocol icmp 10.96.0.10:80        | expected tcp, udp or sctp, but is 'icmp'
          """)
  void whatCannotBeAskedIsRefused(String words, String message) {
    var run = traceroute(words.split(" ", -1));

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          address: 192.168.0.3  | address: 192.168.0.2 | cluster.yaml:15: status.addresses: expected
          10.244.2.0/24         | 10.244.0.0/16        | cluster.yaml:13: spec.podCIDR: expected a
          nodeName: b           | nodeName: c          | cluster.yaml:22: spec.nodeName: expected
          ip: 10.244.1.7        | ip: 10.244.2.6       | cluster.yaml:31: status.podIP: expected
          containerPort: 8080   | containerPort: http  | cluster.yaml:22: spec.containers[0]
          """)
  void objectsThatDoNotFitAreNamedWithTheirLine(String part, String other, String message)
      throws IOException {
    write(OBJECTS.replace(part, other));
    var run = traceroute("service/shop/web:80");

    assertThat(run.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void withoutNodesThereIsNoNetwork() throws IOException {
    write(OBJECTS.substring(OBJECTS.indexOf("---")).replace("kind: Node", "kind: ConfigMap"));
    var run = traceroute("10.96.0.10:80");

    assertThat(run.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(run.err()).contains("expected at least one Node");
  }
}
