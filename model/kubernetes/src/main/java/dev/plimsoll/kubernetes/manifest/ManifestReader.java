package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.manifest.Manifests.Located;
import dev.plimsoll.kubernetes.manifest.Manifests.Skipped;
import java.util.ArrayList;
import java.util.List;

/// Reads the Kubernetes objects of a YAML or JSON text.
///
/// A text may hold several documents, and a document may be a `List` of objects. Objects of kinds
/// that are not modelled are reported in [Manifests#skipped()], fields that no model depends on in
/// [Located#ignored()]. Refused are kinds that a group does not have and fields that a kind does
/// not, as `kubectl apply` does, YAML aliases, texts of more than 64 Mi characters and nesting of
/// more than 100 levels.
public final class ManifestReader {

  private final Binding binding = new Binding();
  private final List<Located> objects = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  private ManifestReader() {}

  /// Reads all objects of a text.
  ///
  /// @param file what to call the text in messages
  /// @param text YAML, or JSON where it starts with `{`
  /// @throws ManifestException with file, line and field where the text is not YAML or JSON, or an
  ///     object is not as its kind demands
  public static Manifests read(String file, String text) {
    var reader = new ManifestReader();
    for (var tree : LocatedTree.parse(file, text)) {
      reader.read(tree.root(), Position.of(tree, ""), "", "");
    }
    return new Manifests(reader.objects, reader.skipped);
  }

  private void read(JsonNode node, Position position, String listVersion, String listKind) {
    if (!node.isObject()) {
      throw position.error("expected a Kubernetes object, found " + found(node));
    }
    var version = header(node, "apiVersion", listVersion, position);
    var kind = header(node, "kind", listKind, position);
    var known = Kind.KINDS.get(version + "/" + kind);
    if (known != null) {
      objects.add(known.read(node, binding, position));
    } else if (kind.endsWith("List") && node.path("items").isArray()) {
      var ofKind = kind.substring(0, kind.length() - "List".length());
      for (var i = 0; i < node.get("items").size(); i++) {
        var item = Position.of(position.tree(), position.object() + "/items/" + i);
        read(node.get("items").get(i), item, version, ofKind);
      }
    } else {
      KnownKinds.mistake(version, kind)
          .ifPresent(
              mistake -> {
                throw position.field("kind").error(mistake);
              });
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

  static String found(JsonNode node) {
    return node.isMissingNode() ? "nothing" : shortened(node.toString());
  }

  static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
