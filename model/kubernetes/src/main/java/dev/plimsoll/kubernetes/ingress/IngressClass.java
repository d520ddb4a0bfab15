package dev.plimsoll.kubernetes.ingress;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.ObjectMeta;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A class of Ingresses: networking.k8s.io/v1 `IngressClass`.
///
/// @param metadata its name and annotations; it has no namespace
/// @param created `metadata.creationTimestamp`; empty of one that is yet to be created
/// @param controller who sees to Ingresses of the class, such as `k8s.io/ingress-nginx`
public record IngressClass(ObjectMeta metadata, Optional<Instant> created, String controller)
    implements KubernetesObject {

  /// The annotation that makes a class the one of Ingresses that name none.
  public static final String DEFAULT_ANNOTATION = "ingressclass.kubernetes.io/is-default-class";

  /// The newest first, of which one is taken where several are the default; then by name.
  ///
  /// Source: `plugin/pkg/admission/network/defaultingressclass/admission.go`, v1.30.
  public static final Comparator<IngressClass> NEWEST_FIRST =
      Comparator.comparing((IngressClass each) -> each.created().orElse(Instant.MAX))
          .reversed()
          .thenComparing(each -> each.metadata().name());

  /// Refuses a controller without a name.
  public IngressClass {
    if (controller.isEmpty() || controller.length() > 250) {
      throw new IllegalArgumentException(
          "expected a controller of 1 to 250 characters, found " + controller.length());
    }
  }

  /// Whether Ingresses that name no class are of this one.
  public boolean isDefault() {
    return "true".equals(metadata.annotations().get(DEFAULT_ANNOTATION));
  }
}
