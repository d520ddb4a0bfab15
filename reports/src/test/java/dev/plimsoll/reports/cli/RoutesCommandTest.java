package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.LocalDetector;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.reports.ci.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutesCommandTest {

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: web}
      spec:
        clusterIP: 10.96.0.10
        clusterIPs: [10.96.0.10]
        ports: [{name: http, port: 80, protocol: TCP}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {namespace: shop, name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      ports: [{name: http, port: 8080, protocol: TCP}]
      endpoints:
      - {addresses: [10.244.1.5], nodeName: node-a}
      - {addresses: [10.244.2.5], nodeName: node-b}
      """;

  @TempDir Path folder;
  private Path dump = Path.of("");
  private Path objects = Path.of("");

  @BeforeEach
  void aDumpAsKubeProxyWritesIt() throws IOException {
    objects = Files.writeString(folder.resolve("objects.yaml"), OBJECTS);
    var manifests = ManifestReader.read("objects.yaml", OBJECTS);
    var config = ProxyConfig.of("node-a", Address.parse("192.168.0.2"), new LocalDetector.None());
    var written = KubeProxy.sync(manifests.services(), manifests.endpointSlices(), config).dump();
    dump = Files.writeString(folder.resolve("dump"), written);
  }

  @Test
  void whatKubeProxyWritesIsAsAskedFor() {
    var run = routes();

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("shop/web:http  tcp\n", "cluster IP 10.96.0.10:80", "-> 10.244.1.5:8080")
        .contains("as asked for: ");
  }

  @Test
  void aRuleThatLeadsElsewhereIsNamed() throws IOException {
    leadElsewhere();
    var lines = Files.readAllLines(dump);
    var line = 1;
    while (!lines.get(line - 1).contains("--to-destination 10.244.2.6:8080")) {
      line++;
    }

    var run = routes();

    assertThat(run.status()).isEqualTo(12);
    assertThat(run.out()).contains("error   ", "10.244.2.6:8080", "at " + dump + ":" + line);
    var source = new JsonSource("standard output");
    var json = source.members(JsonReader.read("standard output", routes("--format", "json").out()));
    assertThat(Schemas.errors("routes", routes("--format", "json").out())).isEmpty();
    assertThat(source.bool(source.required(json, "asAskedFor"))).isFalse();
    assertThat(source.elements(source.required(json, "findings"))).isNotEmpty();
  }

  @Test
  void sarifHasTheRuleTheManifestAndAFingerprintThatStaysWhenLinesMove() throws IOException {
    assertThat(routes("--format", "sarif").out()).contains("\"results\": []");
    leadElsewhere();
    var run = routes("--format", "sarif");
    Files.writeString(dump, "# a line\n" + Files.readString(dump));
    var moved = routes("--format", "sarif");

    assertThat(run.status()).isEqualTo(12);
    assertThat(Schemas.errorsOfSarif(run.out())).isEmpty();
    assertThat(run.out())
        .contains("\"ruleId\": \"routes/destination-unknown\"", "\"level\": \"error\"")
        .contains("\"relatedLocations\"", "objects.yaml");
    assertThat(moved.out()).isNotEqualTo(run.out());
    assertThat(fingerprints(moved.out())).isNotEmpty().isEqualTo(fingerprints(run.out()));
    assertThat(fingerprints(run.out())).doesNotHaveDuplicates();
  }

  private static List<String> fingerprints(String sarif) {
    return Pattern.compile("\"plimsoll/v1\": \"(\\w+)\"")
        .matcher(sarif)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "junit", "sarif", "markdown"})
  void theExitStatusIsTheSameForEveryFormat(String format) throws IOException {
    assertThat(routes("--format", format).status()).isZero();
    leadElsewhere();
    assertThat(routes("--format", format).status()).isEqualTo(12);
  }

  @Test
  void aServicePortIsATestCaseAndAFindingItsFailure() throws IOException {
    assertThat(routes("--format", "junit").out())
        .contains("tests=\"1\" failures=\"0\"", "shop/web:http TCP: packets go where it asks");
    leadElsewhere();
    assertThat(routes("--format", "junit").out())
        .contains("<failure message=\"shop/web:http at cluster IP 10.96.0.10:80: packets go to ");
    assertThat(routes("--format", "markdown").out()).contains("`" + dump + ":", "`" + objects);
  }

  @Test
  void aPageHasAFindingWithTheRuleAndThePacketThatMeetsIt() throws IOException {
    leadElsewhere();
    var page = folder.resolve("routes.html");

    var run = routes("--html", page.toString());

    assertThat(run.status()).isEqualTo(12);
    assertThat(run.out()).endsWith("report    " + page + "\n");
    assertThat(page)
        .content()
        .contains("Packets go wrong", "destination-unknown", objects + ":1")
        .contains("class=\"cell rule fault\"", "cluster IP 10.96.0.10:80")
        .contains("href=\"#finding-1\"");
  }

  private void leadElsewhere() throws IOException {
    Files.writeString(dump, Files.readString(dump).replace("10.244.2.5:8080", "10.244.2.6:8080"));
  }

  @Test
  void aBrokenManifestEndsWith65AndItsLine() throws IOException {
    Files.writeString(objects, "apiVersion: v1\nkind: Service\nmetadata: 7\n");

    var run = routes();

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err()).startsWith("plimsoll: " + objects + ":3: ");
  }

  @Test
  void whatCannotBeWorkedOutIsAskedForByTheNameOfItsOption() {
    var run = CommandLineRun.of("routes", dump.toString(), "--objects", objects.toString());

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("expected --node-name, one of node-a, node-b");
  }

  private CommandLineRun routes(String... more) {
    var arguments =
        List.of(
            "routes",
            dump.toString(),
            "--objects",
            objects.toString(),
            "--node-address",
            "192.168.0.2/24@eth0",
            "--node-address",
            "10.244.1.1/24@cni0",
            "--route",
            "0.0.0.0/0@eth0");
    return CommandLineRun.of(
        Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
  }
}
