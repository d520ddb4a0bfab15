package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.checker.catalog.UnknownNameException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds fields that a type does not have, as the API server's strict validation does.
///
/// fabric8's types take any field, and keep those they do not know apart. What they know is later
/// than v1.30, so a field of a later version is not refused. `status` is not looked at, as it is
/// written by components of any version.
final class KnownFields {

  private static final String FABRIC8 = "io.fabric8.";

  private final JsonMapper mapper;
  private final Map<JavaType, Map<String, JavaType>> known = new HashMap<>();

  KnownFields(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /// Refuses a value with a field that its type does not have, there or below.
  void require(JsonNode value, JavaType type, Position at) {
    if (value.isArray() && type.isCollectionLikeType()) {
      for (var i = 0; i < value.size(); i++) {
        require(value.get(i), type.getContentType(), at.index(i));
      }
    } else if (value.isObject() && type.isMapLikeType()) {
      for (var entry : value.properties()) {
        require(entry.getValue(), type.getContentType(), at.field(entry.getKey()));
      }
    } else if (value.isObject() && type.getRawClass().getName().startsWith(FABRIC8)) {
      requireFields(value, known.computeIfAbsent(type, this::fields), at);
    }
  }

  /// A type without fields of its own takes any, such as `FieldsV1`.
  private void requireFields(JsonNode value, Map<String, JavaType> fields, Position at) {
    for (var property : value.properties()) {
      var name = property.getKey();
      var type = fields.get(name);
      if (type == null && !fields.isEmpty()) {
        var unknown = new UnknownNameException("field", name, fields.keySet());
        throw at.field(name).error(String.valueOf(unknown.getMessage()));
      }
      var isStatus = at.isObject() && name.equals("status");
      if (type != null && property.getValue().isContainerNode() && !isStatus) {
        require(property.getValue(), type, at.field(name));
      }
    }
  }

  private Map<String, JavaType> fields(JavaType type) {
    return mapper.getDeserializationConfig().introspect(type).findProperties().stream()
        .collect(
            Collectors.toMap(
                BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
  }
}
