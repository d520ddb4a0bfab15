package dev.plimsoll.network.ingress;

import dev.plimsoll.kubernetes.ingress.Ingress;
import dev.plimsoll.kubernetes.ingress.IngressClass;
import java.util.List;
import java.util.Optional;

/// Which load balancer sees to which Ingress.
///
/// Where no class is given at all, classes are taken to be there that Ingresses name: manifests
/// often leave them to whoever installs the controller.
///
/// @param classes of the cluster
public record IngressClasses(List<IngressClass> classes) {

  /// Where the class of an Ingress is from.
  public enum Origin {
    /// `spec.ingressClassName`.
    FIELD,
    /// The annotation that came before it; the name is one of a controller, not of an IngressClass.
    ANNOTATION,
    /// It names none, and one is the default.
    DEFAULT,
    /// It names none, and none is the default.
    NONE
  }

  /// The class of an Ingress.
  ///
  /// @param name empty where it has none
  /// @param origin where it is from
  public record Assignment(String name, Origin origin) {}

  /// Copies the list.
  public IngressClasses {
    classes = List.copyOf(classes);
  }

  /// The class of an Ingress; where several are the default, the newest.
  public Assignment of(Ingress ingress) {
    if (ingress.className().isPresent()) {
      return new Assignment(ingress.className().get(), Origin.FIELD);
    }
    var annotation = ingress.metadata().annotations().get(Ingress.CLASS_ANNOTATION);
    if (annotation != null) {
      return new Assignment(annotation, Origin.ANNOTATION);
    }
    return defaultClass()
        .map(name -> new Assignment(name, Origin.DEFAULT))
        .orElse(new Assignment("", Origin.NONE));
  }

  private Optional<String> defaultClass() {
    return classes.stream()
        .filter(IngressClass::isDefault)
        .min(IngressClass.NEWEST_FIRST)
        .map(each -> each.metadata().name());
  }

  /// Whether any controller sees to an Ingress of the class: none does where its field names one
  /// that is not there.
  public boolean isServed(Assignment assignment) {
    return assignment.origin() != Origin.FIELD
        || classes.isEmpty()
        || classes.stream().anyMatch(each -> each.metadata().name().equals(assignment.name()));
  }

  /// The classes of Ingresses that somebody sees to, by name.
  public List<String> served(List<Ingress> ingresses) {
    return ingresses.stream()
        .map(this::of)
        .filter(this::isServed)
        .map(Assignment::name)
        .distinct()
        .sorted()
        .toList();
  }

  /// The Ingresses of a class that somebody sees to.
  public List<Ingress> of(String name, List<Ingress> ingresses) {
    return ingresses.stream()
        .filter(ingress -> isServed(of(ingress)) && of(ingress).name().equals(name))
        .toList();
  }
}
