package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.manifest.Manifests.Ignored;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Which fields of an object a decoder interprets: each decoder says it once, and whatever else a
/// text has is reported as ignored.
sealed interface Fields {

  /// The name, in [Some], of every element of a list.
  String ELEMENT = "[]";

  /// The value and all that is below it.
  record Whole() implements Fields {}

  /// Nothing of the value.
  record None() implements Fields {}

  /// Of an object these fields, of a list its elements.
  ///
  /// @param fields by name; the elements under [#ELEMENT]
  record Some(Map<String, Fields> fields) implements Fields {}

  /// What the value itself tells, say by a type that it names.
  ///
  /// @param choice from the value
  record ByValue(Function<JsonNode, Fields> choice) implements Fields {}

  /// The values at these paths, whole; each a path of names, such as `spec.ports[].name`.
  static Fields of(String... paths) {
    Fields fields = new Some(Map.of());
    for (var path : paths) {
      fields = fields.with(path, new Whole());
    }
    return fields;
  }

  /// These and, at a path, the others; whatever was at the path before is replaced.
  default Fields with(String path, Fields others) {
    return insert(
        this, new ArrayDeque<>(List.of(path.replace(ELEMENT, "." + ELEMENT).split("\\."))), others);
  }

  private static Fields insert(Fields fields, Deque<String> path, Fields others) {
    if (path.isEmpty()) {
      return others;
    }
    var known = new TreeMap<String, Fields>();
    if (fields instanceof Some(var some)) {
      known.putAll(some);
    }
    var name = path.removeFirst();
    known.put(name, insert(known.getOrDefault(name, new None()), path, others));
    return new Some(known);
  }

  /// What a value has besides, outermost fields only, in the order of the text.
  default List<Ignored> others(JsonNode value, Position at) {
    var others = new ArrayList<Ignored>();
    collect(value, at, others);
    return others;
  }

  private void collect(JsonNode value, Position at, List<Ignored> others) {
    switch (this) {
      case Whole _ -> {}
      case None _ -> others.add(new Ignored(at.name(), at.place()));
      case ByValue(var choice) -> choice.apply(value).collect(value, at, others);
      case Some(var fields) -> {
        for (var property : value.properties()) {
          var known = fields.getOrDefault(property.getKey(), new None());
          if (!(known instanceof Whole || property.getValue().isNull())) {
            known.collect(property.getValue(), at.field(property.getKey()), others);
          }
        }
        for (var i = 0; value.isArray() && i < value.size(); i++) {
          fields.getOrDefault(ELEMENT, new None()).collect(value.get(i), at.index(i), others);
        }
      }
    }
  }
}
