package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FieldsTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// A policy of the descheduler has no type with all fields; an EndpointSlice and an IngressClass
  /// have no status.
  @Test
  void whatADecoderDeclaresIsThere() {
    var unknown = new TreeSet<String>();
    Kind.KINDS.forEach(
        (name, kind) -> {
          if (!name.endsWith("DeschedulerPolicy")) {
            collect(kind.fields(), MAPPER.constructType(kind.type()), name, unknown);
          }
        });

    assertThat(Kind.KINDS).hasSize(15);
    assertThat(unknown)
        .containsExactly(
            "discovery.k8s.io/v1/EndpointSlice status", "networking.k8s.io/v1/IngressClass status");
  }

  private static void collect(Fields fields, JavaType type, String path, Set<String> unknown) {
    if (fields instanceof Fields.Some(var some)) {
      some.forEach(
          (name, inner) -> {
            var known = known(type, name);
            if (known == null) {
              unknown.add(path + " " + name);
            } else {
              collect(inner, known, path + " " + name, unknown);
            }
          });
    }
  }

  private static @Nullable JavaType known(JavaType type, String name) {
    if (type.isContainerType()) {
      return type.isCollectionLikeType() == name.equals(Fields.ELEMENT)
          ? type.getContentType()
          : null;
    }
    Map<String, JavaType> properties =
        MAPPER.getDeserializationConfig().introspect(type).findProperties().stream()
            .collect(
                Collectors.toMap(
                    BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
    return properties.get(name);
  }

  @Test
  void aPathReplacesWhatWasThereAndLeavesTheRest() {
    var fields = Fields.of("a.b", "a.c[].d").with("a.b", Fields.of("x"));
    var tree = LocatedTree.parse("f", "a: {b: {x: 1, y: 2}, c: [{d: 1}, {e: 1}], f: null}\ng: 1\n");
    var root = tree.getFirst();

    assertThat(fields.others(root.root(), Position.of(root, "")))
        .extracting(Manifests.Ignored::field)
        .isEqualTo(List.of("a.b.y", "a.c[1].e", "g"));
  }
}
