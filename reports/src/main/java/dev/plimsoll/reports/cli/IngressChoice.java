package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressClass;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.network.ingress.IngressClasses;
import dev.plimsoll.network.ingress.LoadBalancer;
import dev.plimsoll.network.ingress.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Ingresses of manifests, and the class of the load balancer that is asked.
///
/// @param className empty where its Ingresses have none
record IngressChoice(IngressClasses classes, List<Ingress> ingresses, String className) {

  /// Of two Ingresses with one name the later, as when files are applied in order.
  ///
  /// @param className as the user names it; the only one where it is null
  /// @throws UsageException if no Ingress has it, or there are several and none is named
  static IngressChoice of(Manifests manifests, @Nullable String className) {
    var byName = new LinkedHashMap<String, Ingress>();
    manifests
        .ofType(Ingress.class)
        .forEach(each -> byName.put(each.metadata().namespacedName(), each));
    var ingresses = List.copyOf(byName.values());
    var classes = new IngressClasses(manifests.ofType(IngressClass.class));
    return new IngressChoice(classes, ingresses, chosen(className, classes.served(ingresses)));
  }

  private static String chosen(@Nullable String className, List<String> served) {
    if (className != null) {
      if (!served.contains(className)) {
        throw new UsageException(
            "--class: expected one that an Ingress has, of %s, but is '%s'"
                .formatted(served, className));
      }
      return className;
    }
    if (served.size() > 1) {
      throw new UsageException("expected --class, as Ingresses are of several: " + served);
    }
    return served.isEmpty() ? "" : served.getFirst();
  }

  /// Ingresses of classes that are not there.
  List<Ingress> unserved() {
    return ingresses.stream().filter(each -> !classes.isServed(classes.of(each))).toList();
  }

  /// The load balancer of the class.
  LoadBalancer balancer(Reading reading) {
    return new LoadBalancer(classes.of(className, ingresses), reading);
  }
}
