package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.reports.ci.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IngressCommandTest {

  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: web}
      spec: {ports: [{name: http, port: 80}]}
      """;

  private static final String INGRESSES =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        namespace: shop
        name: web
        creationTimestamp: "2026-01-31T12:00:00Z"
      spec:
        ingressClassName: public
        tls:
        - {hosts: [www.example.com], secretName: cert}
        rules:
        - host: www.example.com
          http:
            paths:
            - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
            - {path: /api, pathType: Exact, backend: {service: {name: api, port: {number: 80}}}}
            - {path: /dns, pathType: Prefix, backend: {service: {name: web, port: {name: dns}}}}
            - {path: /any, pathType: ImplementationSpecific, \
      backend: {resource: {kind: B, name: b}}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        namespace: shop
        name: late
        annotations: {nginx.ingress.kubernetes.io/rewrite-target: /}
      spec:
        ingressClassName: public
        rules:
        - host: www.example.com
          http:
            paths:
            - {path: /, pathType: Prefix, backend: {service: {name: late, port: {number: 80}}}}
        - host: "*.example.com"
          http:
            paths:
            - {path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {namespace: shop, name: lost}
      spec:
        ingressClassName: privat
        defaultBackend: {service: {name: web, port: {number: 80}}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: IngressClass
      metadata: {name: public}
      spec: {controller: example.com/balancer}
      """;

  private static final JsonSource OUT = new JsonSource("stdout");

  @TempDir Path folder;

  @BeforeEach
  void threeIngresses() throws IOException {
    Files.writeString(folder.resolve("services.yaml"), SERVICES);
    Files.writeString(folder.resolve("ingresses.yaml"), INGRESSES);
  }

  private CommandLineRun ingress(String... more) {
    var arguments = new ArrayList<>(List.of("ingress", "-f", folder.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void itSaysWhoAnswersAndWhyNobodyElseDoes() {
    var run = ingress("https://www.example.com/shop?q=1");
    var file = folder.resolve("ingresses.yaml");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            https://www.example.com/shop  class public
              -> shop/web:80  there
                 by www.example.com Prefix / of Ingress shop/web at FILE:15
                 with the certificate in Secret shop/cert, by Ingress shop/web at FILE:10
              not by www.example.com Exact /api of Ingress shop/web at FILE:16: the path is another
              not by www.example.com Prefix /dns of Ingress shop/web at FILE:17: the path is another
              not by www.example.com ImplementationSpecific /any of Ingress shop/web at FILE:18: \
            the path is another
              not by www.example.com Prefix / of Ingress shop/late at FILE:32: an older Ingress \
            has the same host and path
              not by *.example.com Prefix / of Ingress shop/late at FILE:36: another rule names \
            the host more closely
            warning www.example.com Prefix / of Ingress shop/late at FILE:32 is never used: \
            www.example.com Prefix / of Ingress shop/web at FILE:15 comes first
            warning Ingress shop/lost at FILE:42 is of the class privat, which is not there
            warning metadata.annotations is left out, at FILE:25
            """
                .replace("FILE", file.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://x.example.com/a         |  0 | route      | web:http | there
          http://www.example.com/api     | 12 | route      | api:80   | no-service
          http://www.example.com/dns/x   | 12 | route      | web:dns  | no-port
          http://www.example.com/any/x   | 21 | route      | B/b      | resource
          http://example.org/            | 21 | controller |          |
          http://www.example.com:8080/   | 12 | nobody     |          |
          HTTP://WWW.example.com         |  0 | route      | web:80   | there
          """)
  void theStatusSaysWhetherItArrives(
      String url, int status, String answer, @Nullable String backend, @Nullable String presence) {
    var run = ingress("--format", "json", url);

    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(Schemas.errors("ingress", run.out())).isEmpty();
    var members = OUT.members(JsonReader.read("stdout", run.out()));
    assertThat(OUT.text(members, "answer")).isEqualTo(answer);
    if (backend != null) {
      assertThat(OUT.text(members, "backend")).isEqualTo(backend);
      assertThat(OUT.text(members, "presence")).isEqualTo(presence);
    }
    assertThat(members.members())
        .containsKeys("request", "class", "routes", "conflicts", "unserved", "ignored");
  }

  @Test
  void aHostAndAPathAreAskedForWithoutTls() {
    var run = ingress("www.example.com", "/api/");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("http://www.example.com/api/  class public\n  -> shop/web:80  there\n")
        .doesNotContain("certificate");
  }

  @Test
  void pathsThatAreUpToTheControllerCanBeReadAsExact() {
    var prefix = ingress("www.example.com", "/any/x");
    var exact = ingress("--implementation-specific", "exact", "www.example.com", "/any/x");

    assertThat(prefix.out()).contains("-> shop/B/b", "its path is read as Prefix");
    assertThat(exact.out()).contains("-> shop/web:80").doesNotContain("read as");
  }

  @Test
  void aDefaultBackendAnswersForItsClass() throws IOException {
    var text = INGRESSES.replace("name: public}", "name: privat}");
    Files.writeString(folder.resolve("ingresses.yaml"), text);
    var run = ingress("www.example.com", "/");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("class privat", "by the default backend of Ingress shop/lost at")
        .contains("Ingress shop/web at", "is of the class public, which is not there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          privat | http://www.example.com/ | --class: expected one that an Ingress has, of [public]
          public | www.example.com         | expected a host and a path, or a URL
          public | ftp://www.example.com/  | expected a host and a path, or a URL
          public | http://a b/             | Illegal character
          """)
  void whatCannotBeAskedForIsRefused(String className, String url, String message) {
    var run = ingress("--class", className, url);

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void ofSeveralClassesOneHasToBeNamed() throws IOException {
    var both = INGRESSES.substring(0, INGRESSES.lastIndexOf("---"));
    Files.writeString(folder.resolve("ingresses.yaml"), both);

    assertThat(ingress("www.example.com", "/").err()).contains("--class", "[privat, public]");
    assertThat(ingress("--class", "privat", "www.example.com", "/").status()).isZero();
  }

  @Test
  void anUnreadableFileIsNamedWithItsLine() throws IOException {
    var bad = INGRESSES.replace("pathType: Exact", "pathType: exact");
    Files.writeString(folder.resolve("ingresses.yaml"), bad);
    var run = ingress("www.example.com", "/");

    assertThat(run.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(run.err()).contains("ingresses.yaml:16: spec.rules[0].http.paths[1].pathType");
  }
}
