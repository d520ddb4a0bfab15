package dev.plimsoll.kubernetes.ingress;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.ObjectMeta;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An Ingress: networking.k8s.io/v1 `Ingress`.
///
/// @param metadata name, namespace, labels and annotations
/// @param created `metadata.creationTimestamp`; empty of one that is yet to be created
/// @param className `spec.ingressClassName`
/// @param defaultBackend where requests go that no rule is for
/// @param tls which certificates to show
/// @param rules for hosts, in order
public record Ingress(
    ObjectMeta metadata,
    Optional<Instant> created,
    Optional<String> className,
    Optional<IngressBackend> defaultBackend,
    List<IngressTls> tls,
    List<IngressRule> rules)
    implements KubernetesObject {

  /// The annotation that named a class before there was a field for it.
  public static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";

  /// The oldest first, those last that are yet to be created; then by namespace and name.
  public static final Comparator<Ingress> BY_AGE =
      Comparator.comparing((Ingress ingress) -> ingress.created().orElse(Instant.MAX))
          .thenComparing(ingress -> ingress.metadata().namespace())
          .thenComparing(ingress -> ingress.metadata().name());

  /// Copies the lists; refuses an Ingress that says nothing.
  public Ingress {
    tls = List.copyOf(tls);
    rules = List.copyOf(rules);
    if (rules.isEmpty() && defaultBackend.isEmpty()) {
      throw new IllegalArgumentException("expected rules or a defaultBackend, found neither");
    }
  }

  /// One of no class, without a date, a default backend or certificates.
  public static Ingress of(ObjectMeta metadata, List<IngressRule> rules) {
    return new Ingress(
        metadata, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), rules);
  }

  /// The same, created at a time.
  public Ingress createdAt(Instant time) {
    return new Ingress(metadata, Optional.of(time), className, defaultBackend, tls, rules);
  }
}
