package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.network.ingress.Decision.Certificate;
import dev.plimsoll.network.ingress.Decision.Target;
import dev.plimsoll.network.ingress.Decision.Weighed;
import dev.plimsoll.network.ingress.Route;
import dev.plimsoll.reports.RunJson;

/// What `plimsoll ingress --format json` prints.
final class IngressJson {

  static Json encode(IngressAnswer answer) {
    var decision = answer.decision();
    var json =
        Json.object()
            .with("request", decision.request().toString())
            .with("class", answer.className())
            .with("answer", word(decision.target()));
    decision
        .target()
        .source()
        .ifPresent(
            ingress ->
                json.with("namespace", ingress.metadata().namespace())
                    .with("backend", decision.target().backend().orElseThrow().toString())
                    .with("presence", RunJson.word(answer.presence().orElseThrow())));
    if (decision.target() instanceof Target.ByDefault(var ingress, var others)) {
      json.with("default", encode(answer, ingress, "/spec/defaultBackend"))
          .with(
              "otherDefaults",
              Json.list(others, other -> encode(answer, other, "/spec/defaultBackend")));
    }
    decision.certificate().ifPresent(it -> json.with("certificate", encode(answer, it)));
    return json.with("routes", Json.list(decision.routes(), each -> encode(answer, each)))
        .with(
            "conflicts",
            Json.list(
                answer.balancer().conflicts(),
                each ->
                    Json.object()
                        .with("used", encode(answer, each.used()).build())
                        .with("unused", encode(answer, each.unused()).build())
                        .build()))
        .with(
            "unserved",
            Json.list(answer.unserved(), each -> encode(answer, each, "/spec/ingressClassName")))
        .with(
            "ignored",
            Json.list(
                answer.ignored(),
                each ->
                    Json.object()
                        .with("field", each.field())
                        .with("place", each.place().toString())
                        .build()))
        .build();
  }

  private static String word(Target target) {
    return switch (target) {
      case Target.ByRoute _ -> "route";
      case Target.ByDefault _ -> "default";
      case Target.Controller _ -> "controller";
      case Target.Nobody _ -> "nobody";
    };
  }

  private static Json encode(IngressAnswer answer, Weighed weighed) {
    return encode(answer, weighed.route()).with("fate", RunJson.word(weighed.fate())).build();
  }

  private static Json.Builder encode(IngressAnswer answer, Route route) {
    return Json.object()
        .with("ingress", route.ingress().metadata().namespacedName())
        .with("place", answer.place(route).toString())
        .with("host", route.host().toString())
        .with("pathType", route.written().type().toString())
        .with("path", route.written().path())
        .with("backend", route.backend().toString());
  }

  private static Json encode(IngressAnswer answer, Certificate certificate) {
    return Json.object()
        .with("ingress", certificate.ingress().metadata().namespacedName())
        .with("place", answer.place(certificate.ingress(), certificate.pointer()).toString())
        .with("secret", certificate.tls().secretName())
        .build();
  }

  private static Json encode(IngressAnswer answer, Ingress ingress, String pointer) {
    return Json.object()
        .with("ingress", ingress.metadata().namespacedName())
        .with("place", answer.place(ingress, pointer).toString())
        .build();
  }

  private IngressJson() {}
}
