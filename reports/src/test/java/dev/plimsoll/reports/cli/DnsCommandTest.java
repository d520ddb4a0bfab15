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
import org.junit.jupiter.params.provider.ValueSource;

final class DnsCommandTest {

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: web}
      spec: {clusterIP: 10.96.0.7, ports: [{name: http, port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: db}
      spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {namespace: shop, name: db-1, labels: {kubernetes.io/service-name: db}}
      addressType: IPv4
      ports: [{name: sql, port: 5432}]
      endpoints:
      - {addresses: [10.244.0.7], hostname: db-0, targetRef: {kind: Pod, name: db-0}}
      - {addresses: [10.244.0.8], conditions: {ready: false}, targetRef: {kind: Pod, name: db-1}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: on-node}
      spec: {hostNetwork: true, containers: [{name: c}]}
      status: {podIP: 10.244.0.9}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {namespace: shop, name: quick}
      spec:
        selector: {matchLabels: {app: quick}}
        template:
          metadata: {labels: {app: quick}}
          spec:
            containers: [{name: c}]
            dnsConfig: {options: [{name: ndots, value: "1"}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void aShop() throws IOException {
    Files.writeString(folder.resolve("shop.yaml"), OBJECTS);
    Files.writeString(folder.resolve("resolv.conf"), "nameserver 192.0.2.1\nsearch example.com\n");
  }

  private CommandLineRun dns(String... more) {
    var arguments = new ArrayList<>(List.of("dns", "-f", folder.resolve("shop.yaml").toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void itSaysWhatIsAskedAndAnsweredByWhichObjects() {
    var run = dns("db.shop");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            db.shop  from default  dnsPolicy ClusterFirst  glibc
              -> answered  10.244.0.7
                 nameserver 10.96.0.10
                 search default.svc.cluster.local svc.cluster.local cluster.local
                 options ndots:5
              db.shop.default.svc.cluster.local.  by search default.svc.cluster.local
                 A     no such name: there is no such Service in the namespace
                 AAAA  no such name: there is no such Service in the namespace
              db.shop.svc.cluster.local.  by search svc.cluster.local
                 A     answered: the ready endpoints of a headless Service
                       db.shop.svc.cluster.local. IN A 10.244.0.7
                       by Service shop/db at FILE:6
                       by EndpointSlice shop/db-1 at FILE:11
                 AAAA  no data: it has records of other types only
                       by Service shop/db at FILE:6
                       by EndpointSlice shop/db-1 at FILE:11
            """
                .replace("FILE", folder.resolve("shop.yaml").toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --from shop web                            |  0 | answered  10.96.0.7
          --from shop _sql._tcp.db SRV               |  0 | answered  0 100 5432 db-0.db.shop.svc
          --from shop db-0.db                        |  0 | answered  10.244.0.7
          web.shop.svc.cluster.local. aaaa           | 12 | no data
          none.shop.svc.cluster.local.               | 12 | no such name
          www.example.com                            | 21 | unknown
          10.96.0.7                                  |  0 | answered  web.shop.svc.cluster.local.
          10.96.0.99                                 | 21 | unknown
          10-244-0-9.shop.pod.cluster.local. A       |  0 | answered  10.244.0.9
          --pods disabled 10-244-0-9.shop.pod.cluster.local. A | 12 | pods have no names here
          --pods verified 10-244-0-1.shop.pod.cluster.local. A | 12 | no pod of the namespace
          --cluster-domain c.example web.shop.svc.c.example. | 0 | answered  10.96.0.7
          --endpoint-pod-names --from shop db-0.db   |  0 | answered  10.244.0.7
          --from shop/on-node web                    | 21 | another name server
          --from shop/quick web.shop                 | 21 | options ndots:1
          """)
  void theStatusSaysWhetherItIsAnswered(String arguments, int status, String expected) {
    var run = dns(arguments.split(" "));

    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(run.out()).contains(expected);
  }

  @Test
  void aNodeTellsWhatElseIsSearched() {
    var run = dns("--resolv-conf", folder.resolve("resolv.conf").toString(), "example.org");

    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(run.out())
        .contains("example.org.example.com.  by search example.com", "  example.org.\n")
        .doesNotContain("warning");
    assertThat(dns("example.org").out()).contains("warning the domains that the node searches");
    assertThat(dns("example.org.").out()).doesNotContain("warning");
  }

  @Test
  void aNamespaceWithNothingInItIsRemarkedOn() {
    var run = dns("--from", "shpo", "web.shop");

    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("shop.yaml is in the namespace shpo");
  }

  @Test
  void theNameServerIsThatOfTheCluster() throws IOException {
    var service =
        """
        ---
        apiVersion: v1
        kind: Service
        metadata: {namespace: kube-system, name: kube-dns}
        spec: {clusterIP: 10.96.0.53, ports: [{name: dns, port: 53, protocol: UDP}]}
        """;
    Files.writeString(folder.resolve("shop.yaml"), OBJECTS + service);

    assertThat(dns("web.shop").out()).contains("nameserver 10.96.0.53");
    assertThat(dns("--cluster-dns", "fd00::a", "web.shop").out()).contains("nameserver fd00::a");
  }

  @Test
  void muslGivesUpWhereANameHasNoRecords() {
    var glibc = dns("--from", "shop", "web", "AAAA");
    var musl = dns("--from", "shop", "--resolver", "musl", "web", "AAAA");

    assertThat(glibc.out()).contains("  web.\n");
    assertThat(glibc.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(musl.out()).doesNotContain("  web.\n");
    assertThat(musl.status()).isEqualTo(ExitStatus.VIOLATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"db.shop", "_sql._tcp.db.shop SRV", "example.org", "none.", "10.96.0.7"})
  void theDocumentIsAsTheSchemaSays(String arguments) {
    var run = dns(("--format json " + arguments).split(" "));

    assertThat(run.err()).isEmpty();
    assertThat(Schemas.errors("dns", run.out())).isEmpty();
    assertThat(Schemas.errors(run.out())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a..b                     | NAME: expected labels of 1 to 63 characters
          web MX                   | TYPE: expected one of [A, AAAA, CNAME, PTR, SRV, TXT]
          --from shop/none web     | --from: expected a namespace, or a Pod or its controller
          --from Shop web          | --from: expected a namespace such as default
          --cluster-dns dns web    | --cluster-dns: expected an address such as 10.96.0.10
          --cluster-domain . .. .  | NAME
          --pods all web           | expected one of [disabled, insecure, verified]
          --resolver libc web      | expected one of [glibc, musl]
          """)
  void whatCannotBeAskedForIsRefused(String arguments, String message) {
    var run = dns(arguments.split(" "));

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void anUnreadableFileIsNamedWithItsLine() throws IOException {
    Files.writeString(folder.resolve("resolv.conf"), "search a\nnameserver\n");
    var conf = dns("--resolv-conf", folder.resolve("resolv.conf").toString(), "web");
    Files.writeString(folder.resolve("shop.yaml"), OBJECTS.replace("10.244.0.7", "10.244.0"));
    var manifest = dns("web");

    assertThat(conf.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(conf.err()).contains("resolv.conf:2: expected the address of a name server");
    assertThat(manifest.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(manifest.err()).contains("shop.yaml:17: endpoints[0].addresses[0]");
  }
}
