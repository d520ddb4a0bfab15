package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.manifest.Manifests.Ignored;
import dev.plimsoll.kubernetes.manifest.Manifests.Located;
import dev.plimsoll.kubernetes.manifest.SourceLine;
import dev.plimsoll.network.ingress.Backends;
import dev.plimsoll.network.ingress.Decision;
import dev.plimsoll.network.ingress.LoadBalancer;
import dev.plimsoll.network.ingress.Route;
import java.util.List;
import java.util.Optional;

/// What a load balancer does with a request, and where it says so.
///
/// @param className of the load balancer; empty where its Ingresses have none
/// @param unserved Ingresses of classes that are not there
record IngressAnswer(
    Manifests manifests,
    String className,
    LoadBalancer balancer,
    Decision decision,
    List<Ingress> unserved) {

  /// Whether the backend is there; empty where there is none.
  Optional<Backends.Presence> presence() {
    var target = decision.target();
    return target
        .backend()
        .map(
            backend ->
                new Backends(manifests.services())
                    .of(target.source().orElseThrow().metadata().namespace(), backend));
  }

  SourceLine place(Ingress ingress, String pointer) {
    return located(ingress).place(pointer);
  }

  SourceLine place(Route route) {
    return place(route.ingress(), route.pointer());
  }

  /// Fields of the load balancer's Ingresses that were left out, which its controller may heed.
  List<Ignored> ignored() {
    return balancer.ingresses().stream().flatMap(each -> located(each).ignored().stream()).toList();
  }

  private Located located(Ingress ingress) {
    return manifests.objects().stream()
        .filter(each -> each.object().equals(ingress))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
