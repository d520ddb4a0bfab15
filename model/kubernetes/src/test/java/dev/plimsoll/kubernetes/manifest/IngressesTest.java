package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.ingress.HttpIngressPath;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ByName;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ToResource;
import dev.plimsoll.kubernetes.ingress.IngressBackend.ToService;
import dev.plimsoll.kubernetes.ingress.IngressClass;
import dev.plimsoll.kubernetes.ingress.IngressHost;
import dev.plimsoll.kubernetes.ingress.IngressRule;
import dev.plimsoll.kubernetes.ingress.IngressTls;
import dev.plimsoll.kubernetes.ingress.PathType;
import dev.plimsoll.kubernetes.manifest.Manifests.Ignored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IngressesTest {

  private static final String TEXT =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: shop
        creationTimestamp: 2026-01-31T13:00:00+01:00
        annotations: {kubernetes.io/ingress.class: nginx}
      spec:
        ingressClassName: public
        defaultBackend: {resource: {apiGroup: k8s.example.com, kind: Bucket, name: icons}}
        tls:
        - {hosts: [www.example.com], secretName: cert}
        rules:
        - host: "*.example.com"
          http:
            paths:
            - path: /a/b
              pathType: Prefix
              backend: {service: {name: web, port: {name: http}}}
            - pathType: ImplementationSpecific
              backend: {service: {name: web, port: {number: 80}}}
        - host: example.com
      ---
      apiVersion: networking.k8s.io/v1
      kind: IngressClass
      metadata:
        name: public
        annotations: {ingressclass.kubernetes.io/is-default-class: "true"}
      spec:
        controller: k8s.io/ingress-nginx
        parameters: {kind: Params, name: p}
      """;

  @Test
  void anIngressIsReadAsItIsWritten() {
    var manifests = ManifestReader.read("web.yaml", TEXT);
    var ingress = manifests.ofType(Ingress.class).getFirst();

    assertThat(ingress.created()).contains(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(ingress.className()).contains("public");
    assertThat(ingress.defaultBackend())
        .contains(new ToResource("k8s.example.com", "Bucket", "icons"));
    assertThat(ingress.tls())
        .containsExactly(new IngressTls(List.of(new IngressHost("www.example.com")), "cert"));
    assertThat(ingress.rules())
        .containsExactly(
            new IngressRule(
                new IngressHost("*.example.com"),
                List.of(
                    new HttpIngressPath(
                        "/a/b", PathType.PREFIX, new ToService("web", new ByName("http"))),
                    new HttpIngressPath(
                        "", PathType.IMPLEMENTATION_SPECIFIC, new ToService("web", 80)))),
            new IngressRule(new IngressHost("example.com"), List.of()));
    assertThat(manifests.objects().getFirst().ignored()).isEmpty();
    assertThat(manifests.objects().getFirst().place("/spec/rules/0/http/paths/1").line())
        .isEqualTo(20);
  }

  @Test
  void aClassIsReadAndItsParametersAreItsControllers() {
    var located = ManifestReader.read("web.yaml", TEXT).objects().getLast();

    assertThat(located.object())
        .isInstanceOfSatisfying(
            IngressClass.class,
            it -> {
              assertThat(it.isDefault()).isTrue();
              assertThat(it.created()).isEqualTo(Optional.empty());
              assertThat(it.metadata().namespacedName()).isEqualTo("public");
            });
    assertThat(located.ignored()).extracting(Ignored::field).containsExactly("spec.parameters");
  }

  @Test
  void annotationsOfAControllerAreReported() {
    var text =
        TEXT.replace(
            "{kubernetes.io/ingress.class: nginx}",
            "{nginx.ingress.kubernetes.io/rewrite-target: /}");

    assertThat(ManifestReader.read("web.yaml", text).objects().getFirst().ignored())
        .extracting(Ignored::field)
        .containsExactly("metadata.annotations");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          path: /a/b        | path: a/b        | 17: spec.rules[0].http.paths[0].path: expected a
          path: /a/b        | path: /a//b      | 17: spec.rules[0].http.paths[0].path: expected no
          path: /a/b        | path: /a/..      | 17: spec.rules[0].http.paths[0].path: expected no
          path: /a/b        | path: ''         | 17: spec.rules[0].http.paths[0].path: expected a
          pathType: Prefix  | pathType: prefix | 18: spec.rules[0].http.paths[0].pathType: expected
          port: {number: 80} | port: {number: 0} | 21: spec.rules[0].http.paths[1].backend.service
          port: {number: 80} | port: {number: 99999} | 21: spec.rules[0].http.paths[1].backend.ser
          port: {name: http} | port: {name: http, number: 1} | 19: spec.rules[0].http.paths[0].back
          port: {name: http} | port: {name: HTTP} | 19: spec.rules[0].http.paths[0].backend.service
          host: example.com | host: 10.0.0.1   | 22: spec.rules[1].host: expected a name, not an
          host: example.com | host: "a.*.com"  | 22: spec.rules[1].host: expected a name of lower
          host: example.com | host: "*"        | 22: spec.rules[1].host: expected a name of lower
          host: example.com | {host: a.com, http: {paths: []}} | 22: spec.rules[1].http.paths: expe
          hosts: [www.example.com] | hosts: [WWW] | 12: spec.tls[0].hosts[0]: expected a name of
          2026-01-31T13:00:00+01:00 | yesterday | 6: metadata.creationTimestamp: expected a time
          controller: k8s.io/ingress-nginx | controller: '' | 30: spec.controller: expected
          """)
  void whatTheApiServerRefusesIsRefusedAtItsLine(String good, String bad, String message) {
    var changed = TEXT.replaceFirst(Pattern.quote(good), bad);

    assertThat(changed).isNotEqualTo(TEXT);
    assertThatThrownBy(() -> ManifestReader.read("bad.yaml", changed))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("bad.yaml:" + message);
  }

  @Test
  void anIngressThatSaysNothingIsRefused() {
    var empty =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web}
        spec: {ingressClassName: public}
        """;

    assertThatThrownBy(() -> ManifestReader.read("bad.yaml", empty))
        .hasMessage("bad.yaml:4: spec: expected rules or a defaultBackend, found neither");
    assertThatThrownBy(
            () -> ManifestReader.read("bad.yaml", empty.replace("Ingress\n", "Ingres\n")))
        .hasMessageContaining("Ingress");
  }
}
