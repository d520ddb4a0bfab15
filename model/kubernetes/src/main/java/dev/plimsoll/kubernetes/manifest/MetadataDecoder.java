package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.ObjectMeta;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads `metadata`.
final class MetadataDecoder {

  private MetadataDecoder() {}

  static ObjectMeta decode(
      io.fabric8.kubernetes.api.model.@Nullable ObjectMeta metadata, Position object) {
    var at = object.field("metadata");
    var given = at.require(metadata, "metadata with a name");
    var name = at.field("name").require(given.getName(), "a name");
    var namespace = given.getNamespace() == null ? "default" : given.getNamespace();
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
