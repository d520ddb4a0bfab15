package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.Deployment;
import dev.plimsoll.kubernetes.workload.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
          .with("metadata.annotations", new Fields.ByValue(MetadataDecoder::annotations));

  private MetadataDecoder() {}

  private static Fields annotations(JsonNode annotations) {
    var keys = annotations.propertyStream().map(Map.Entry::getKey);
    return keys.allMatch(MetadataDecoder::isBookkeeping) ? new Fields.Whole() : new Fields.None();
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

  /// The controller that an object names as its owner.
  static Optional<Owner> owner(io.fabric8.kubernetes.api.model.ObjectMeta metadata) {
    return metadata.getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .map(reference -> new Owner(reference.getKind(), reference.getName()))
        .findFirst();
  }

  private static ObjectMeta decode(
      io.fabric8.kubernetes.api.model.@Nullable ObjectMeta metadata,
      String namespace,
      Position object) {
    var at = object.field("metadata");
    var given = at.require(metadata, "metadata with a name");
    var name = at.field("name").require(given.getName(), "a name");
    return at.field("name")
        .check(
            () ->
                new ObjectMeta(
                    namespace,
                    name,
                    new TreeMap<>(orEmpty(given.getLabels())),
                    new TreeMap<>(orEmpty(given.getAnnotations()))));
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
