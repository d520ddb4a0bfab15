package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What manifests held, in the order of the files.
///
/// @param objects the objects, each with the line it starts at
/// @param skipped what was left aside
public record Manifests(List<Located> objects, List<Skipped> skipped) {

  /// An object and where it was read.
  ///
  /// @param object the object
  /// @param place the line of its opening brace or first field
  public record Located(KubernetesObject object, SourceLine place) {}

  /// An object whose kind is not modelled.
  ///
  /// @param apiVersion e.g. `apps/v1`
  /// @param kind e.g. `Deployment`
  /// @param place the line of its opening brace or first field
  public record Skipped(String apiVersion, String kind, SourceLine place) {}

  /// Copies the lists.
  public Manifests {
    objects = List.copyOf(objects);
    skipped = List.copyOf(skipped);
  }

  /// These and then the others.
  public Manifests plus(Manifests others) {
    var allObjects = new ArrayList<>(objects);
    allObjects.addAll(others.objects);
    var allSkipped = new ArrayList<>(skipped);
    allSkipped.addAll(others.skipped);
    return new Manifests(allObjects, allSkipped);
  }

  /// The Services.
  public List<Service> services() {
    return ofType(Service.class);
  }

  /// The EndpointSlices.
  public List<EndpointSlice> endpointSlices() {
    return ofType(EndpointSlice.class);
  }

  /// Where the object of that kind, namespace and name was read; the last place where several.
  public Optional<SourceLine> place(String kind, String namespace, String name) {
    return objects.stream()
        .filter(located -> located.object().kind().equals(kind))
        .filter(located -> located.object().metadata().namespace().equals(namespace))
        .filter(located -> located.object().metadata().name().equals(name))
        .map(Located::place)
        .reduce((earlier, later) -> later);
  }

  private <T extends KubernetesObject> List<T> ofType(Class<T> type) {
    return objects.stream().map(Located::object).filter(type::isInstance).map(type::cast).toList();
  }
}
