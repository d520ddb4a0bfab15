package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.manifest.Manifests.Located;
import dev.plimsoll.kubernetes.manifest.Manifests.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the Kubernetes objects of a YAML or JSON text.
///
/// A text may hold several documents, and a document may be a `List` of objects. Objects of kinds
/// that are not modelled are reported in [Manifests#skipped()]. YAML aliases are refused, as are
/// texts of more than 64 Mi characters and nesting of more than 100 levels.
public final class ManifestReader {

  /// How an object of one kind is read: fabric8's type for it, and ours from that.
  private record Kind<T>(Class<T> type, Decoder<T> decoder) {

    KubernetesObject read(JsonNode node, Position position) {
      return decoder.decode(bind(node, type, position), position);
    }
  }

  /// Turns fabric8's type into ours.
  interface Decoder<T> {

    /// Our record for an object that starts at this position.
    KubernetesObject decode(T object, Position position);
  }

  private static final Map<String, Kind<?>> KINDS =
      Map.of(
          "v1/Service",
          new Kind<>(io.fabric8.kubernetes.api.model.Service.class, ServiceDecoder::decode),
          "discovery.k8s.io/v1/EndpointSlice",
          new Kind<>(
              io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice.class,
              EndpointSliceDecoder::decode));

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  config
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private ManifestReader() {}

  /// Reads all objects of a text.
  ///
  /// @param file what to call the text in messages
  /// @param text YAML, or JSON where it starts with `{`
  /// @throws ManifestException with file, line and field where the text is not YAML or JSON, or an
  ///     object is not as its kind demands
  public static Manifests read(String file, String text) {
    var objects = new ArrayList<Located>();
    var skipped = new ArrayList<Skipped>();
    for (var tree : LocatedTree.parse(file, text)) {
      readObject(tree.root(), new Position(tree, "", ""), "", "", objects, skipped);
    }
    return new Manifests(objects, skipped);
  }

  private static void readObject(
      JsonNode node,
      Position position,
      String listVersion,
      String listKind,
      List<Located> objects,
      List<Skipped> skipped) {
    if (!node.isObject()) {
      throw position.error("expected a Kubernetes object, found " + found(node));
    }
    var version = header(node, "apiVersion", listVersion, position);
    var kind = header(node, "kind", listKind, position);
    var known = KINDS.get(version + "/" + kind);
    if (known != null) {
      objects.add(new Located(known.read(node, position), position.place()));
    } else if (kind.endsWith("List") && node.path("items").isArray()) {
      var ofKind = kind.substring(0, kind.length() - "List".length());
      for (var i = 0; i < node.get("items").size(); i++) {
        var item = new Position(position.tree(), position.object() + "/items/" + i, "");
        readObject(node.get("items").get(i), item, version, ofKind, objects, skipped);
      }
    } else {
      skipped.add(new Skipped(version, kind, position.place()));
    }
  }

  /// A field that every object has; items of a typed list may leave it out.
  private static String header(JsonNode node, String name, String otherwise, Position position) {
    var value = node.path(name);
    if (value.isTextual() && !value.textValue().isEmpty()) {
      return value.textValue();
    }
    if (value.isMissingNode() && !otherwise.isEmpty()) {
      return otherwise;
    }
    throw position.field(name).error("expected a non-empty string, found " + found(value));
  }

  private static <T> T bind(JsonNode node, Class<T> type, Position position) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JsonMappingException e) {
      var at = position;
      var value = node;
      for (var reference : e.getPath()) {
        var isField = reference.getFieldName() != null;
        at = isField ? at.field(reference.getFieldName()) : at.index(reference.getIndex());
        value = isField ? value.path(reference.getFieldName()) : value.path(reference.getIndex());
      }
      var expected =
          e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
              ? mismatch.getTargetType().getSimpleName().toLowerCase(Locale.ROOT)
              : "another value";
      throw at.error("expected %s, found %s".formatted(expected, found(value)));
    } catch (JsonProcessingException e) {
      throw position.error(e.getOriginalMessage());
    }
  }

  private static String found(JsonNode node) {
    var text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
