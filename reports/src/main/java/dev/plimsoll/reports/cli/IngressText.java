package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.PathType;
import dev.plimsoll.network.ingress.Decision.Certificate;
import dev.plimsoll.network.ingress.Decision.Target;
import dev.plimsoll.network.ingress.Fate;
import dev.plimsoll.network.ingress.Route;
import java.util.ArrayList;
import java.util.List;

/// Who answers a request, as lines of text.
final class IngressText {

  private final IngressAnswer answer;
  private final List<String> lines = new ArrayList<>();

  private IngressText(IngressAnswer answer) {
    this.answer = answer;
  }

  /// Who answers and by which rule; then what became of the other rules, and what is odd.
  static List<String> lines(IngressAnswer answer) {
    var text = new IngressText(answer);
    text.tellAnswer();
    text.tellOthers();
    text.tellOddities();
    return text.lines;
  }

  private void tellAnswer() {
    var name = answer.className();
    lines.add(answer.decision().request() + (name.isEmpty() ? "  no class" : "  class " + name));
    switch (answer.decision().target()) {
      case Target.ByRoute(var route) -> {
        tellBackend(route.ingress());
        lines.add("     by " + text(route));
        if (route.written().type() == PathType.IMPLEMENTATION_SPECIFIC) {
          lines.add("     its path is read as %s".formatted(answer.balancer().reading().type()));
        }
      }
      case Target.ByDefault(var ingress, var others) -> {
        tellBackend(ingress);
        lines.add("     by the default backend of " + text(ingress, "/spec/defaultBackend"));
        others.forEach(
            other -> lines.add("     and not by that of " + text(other, "/spec/defaultBackend")));
      }
      case Target.Controller _ ->
          lines.add(
              "  -> no rule is for it, and there is no default backend: the controller answers");
      case Target.Nobody _ -> lines.add("  -> nobody: load balancers wait at ports 80 and 443");
    }
    answer.decision().certificate().ifPresent(this::tellCertificate);
  }

  private void tellBackend(Ingress ingress) {
    var backend = answer.decision().target().backend().orElseThrow();
    lines.add(
        "  -> %s/%s  %s"
            .formatted(ingress.metadata().namespace(), backend, answer.presence().orElseThrow()));
  }

  private void tellCertificate(Certificate certificate) {
    var secret = certificate.tls().secretName();
    lines.add(
        "     with %s, by %s"
            .formatted(
                secret.isEmpty()
                    ? "the controller's certificate"
                    : "the certificate in Secret %s/%s"
                        .formatted(certificate.ingress().metadata().namespace(), secret),
                text(certificate.ingress(), certificate.pointer())));
  }

  private void tellOthers() {
    for (var weighed : answer.decision().routes()) {
      if (weighed.fate() != Fate.CHOSEN) {
        lines.add("  not by %s: %s".formatted(text(weighed.route()), weighed.fate()));
      }
    }
  }

  private void tellOddities() {
    for (var conflict : answer.balancer().conflicts()) {
      lines.add(
          "warning %s is never used: %s comes first"
              .formatted(text(conflict.unused()), text(conflict.used())));
    }
    for (var ingress : answer.unserved()) {
      lines.add(
          "warning %s is of the class %s, which is not there"
              .formatted(text(ingress, "/spec/ingressClassName"), ingress.className().orElse("")));
    }
    for (var ignored : answer.ignored()) {
      lines.add("warning %s is left out, at %s".formatted(ignored.field(), ignored.place()));
    }
  }

  private String text(Route route) {
    return "%s of %s".formatted(route, text(route.ingress(), route.pointer()));
  }

  private String text(Ingress ingress, String pointer) {
    return "Ingress %s at %s"
        .formatted(ingress.metadata().namespacedName(), answer.place(ingress, pointer));
  }
}
