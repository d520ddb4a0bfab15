package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.Deployment;
import dev.plimsoll.kubernetes.workload.Owner;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads `metadata`.
final class MetadataDecoder {

  /// What every object has, and what the API server or a controller keeps in it for itself.
  static final Fields FIELDS =
      Fields.of(
              "apiVersion",
              "kind",
              "status",
              "metadata.name",
              "metadata.namespace",
              "metadata.labels",
              "metadata.creationTimestamp",
              "metadata.generateName",
              "metadata.generation",
              "metadata.managedFields",
              "metadata.resourceVersion",
              "metadata.selfLink",
              "metadata.uid")
          .with(
              "metadata.annotations", new Fields.ByValue(value -> annotations(value, _ -> false)));

  private MetadataDecoder() {}

  /// These fields where one annotation is interpreted too.
  static Fields fieldsWith(String annotation) {
    return FIELDS.with(
        "metadata.annotations",
        new Fields.ByValue(value -> annotations(value, key -> key.equals(annotation))));
  }

  private static Fields annotations(JsonNode annotations, Predicate<String> interpreted) {
    var keys = annotations.propertyStream().map(Map.Entry::getKey);
    return keys.allMatch(key -> isBookkeeping(key) || interpreted.test(key))
        ? new Fields.Whole()
        : new Fields.None();
  }

  /// What `kubectl apply` and the Deployment controller write.
  private static boolean isBookkeeping(String annotation) {
    return annotation.equals(Deployment.LAST_APPLIED_ANNOTATION)
        || annotation.startsWith("deployment.kubernetes.io/");
  }

  /// Of an object in a namespace, `default` where it names none.
  static ObjectMeta decode(
      io.fabric8.kubernetes.api.model.@Nullable ObjectMeta metadata, Position object) {
    var given = metadata == null ? null : metadata.getNamespace();
    return decode(metadata, given == null ? "default" : given, object);
  }

  /// Of an object of the whole cluster; the API server clears a namespace.
  static ObjectMeta decodeOfCluster(
      io.fabric8.kubernetes.api.model.@Nullable ObjectMeta metadata, Position object) {
    return decode(metadata, "", object);
  }

  /// When an object was created; empty where it is yet to be.
  static Optional<Instant> created(
      io.fabric8.kubernetes.api.model.ObjectMeta metadata, Position object) {
    var text = metadata.getCreationTimestamp();
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      throw object
          .descend("metadata", "creationTimestamp")
          .error("expected a time such as 2026-01-31T12:00:00Z, found \"%s\"".formatted(text));
    }
  }

  /// The controller that an object names as its owner.
  static Optional<Owner> owner(
      io.fabric8.kubernetes.api.model.ObjectMeta metadata, Position object) {
    return each(
            metadata.getOwnerReferences(),
            object.descend("metadata", "ownerReferences"),
            MetadataDecoder::controller)
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Owner> controller(OwnerReference reference, Position at) {
    return Boolean.TRUE.equals(reference.getController())
        ? Optional.of(
            new Owner(
                at.field("kind").require(reference.getKind(), "a kind"),
                at.field("name").require(reference.getName(), "a name")))
        : Optional.empty();
  }

  private static ObjectMeta decode(
      io.fabric8.kubernetes.api.model.@Nullable ObjectMeta metadata,
      String namespace,
      Position object) {
    var at = object.field("metadata");
    var given = at.require(metadata, "metadata with a name");
    var name = at.field("name").require(given.getName(), "a name");
    var inside = at.field("namespace").check(() -> ObjectMeta.requireNamespace(namespace));
    return at.field("name")
        .check(
            () ->
                new ObjectMeta(
                    inside,
                    name,
                    SelectorDecoder.sorted(given.getLabels()),
                    SelectorDecoder.sorted(given.getAnnotations())));
  }
}
