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
  /// @param places where each of its fields was read
  /// @param ignored the fields that nothing here depends on, in the order of the text
  public record Located(KubernetesObject object, Places places, List<Ignored> ignored) {

    /// Copies the list.
    public Located {
      ignored = List.copyOf(ignored);
    }

    /// An object that is of one place as a whole.
    public Located(KubernetesObject object, SourceLine place) {
      this(object, _ -> place, List.of());
    }

    /// The line of its opening brace or first field.
    public SourceLine place() {
      return places.of("");
    }

    /// The line of a field, e.g. of `/spec/template/spec/tolerations/1/effect`; or of the nearest
    /// field around it where it is absent.
    ///
    /// @param pointer a JSON pointer (RFC 6901) from the object
    /// @throws IllegalArgumentException where it is none
    public SourceLine place(String pointer) {
      if (!pointer.isEmpty() && !pointer.startsWith("/")) {
        throw new IllegalArgumentException(
            "expected a pointer such as /spec/replicas, found \"%s\"".formatted(pointer));
      }
      return places.of(pointer);
    }
  }

  /// Where the fields of an object were read.
  public interface Places {

    /// The line of a field, or of the nearest around it; of the object where the pointer is empty.
    SourceLine of(String pointer);
  }

  /// A field that the reader checks and then leaves out, as no model depends on it.
  ///
  /// What is below it is left out too. Not listed are fields that the API server or a controller
  /// keeps for itself (`status`, `metadata.uid` and the like), and such as are null.
  ///
  /// @param field e.g. `spec.template.spec.containers[0].image`
  /// @param place its line
  public record Ignored(String field, SourceLine place) {}

  /// An object whose kind is not modelled.
  ///
  /// @param apiVersion e.g. `batch/v1`
  /// @param kind e.g. `Job`
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

  /// Where the object of that kind, namespace (empty for a Node) and name was read; the last place
  /// where several.
  public Optional<SourceLine> place(String kind, String namespace, String name) {
    return objects.stream()
        .filter(located -> located.object().kind().equals(kind))
        .filter(located -> located.object().metadata().namespace().equals(namespace))
        .filter(located -> located.object().metadata().name().equals(name))
        .map(Located::place)
        .reduce((earlier, later) -> later);
  }

  /// The objects of a type.
  public <T extends KubernetesObject> List<T> ofType(Class<T> type) {
    return objects.stream().map(Located::object).filter(type::isInstance).map(type::cast).toList();
  }
}
