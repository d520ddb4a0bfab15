package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/// A parsed document that knows the line of each of its values: of a field that of its name.
///
/// @param file the name of the file
/// @param root the document
/// @param lines where its values stand
record LocatedTree(String file, JsonNode root, Lines lines) {

  /// The line of a value and of those in it, in their order.
  private static final class Lines {

    private final int line;
    private List<Lines> inside = List.of();

    Lines(int line) {
      this.line = line;
    }

    /// The line of the next value inside.
    Lines next(int line) {
      var next = new Lines(line);
      inside = inside.isEmpty() ? new ArrayList<>() : inside;
      inside.add(next);
      return next;
    }
  }

  /// No manifest is longer; etcd holds an object of at most 1.5 MiB, and lists are bounded by this.
  static final int MOST_CHARACTERS = 64 << 20;

  /// No Kubernetes object is nested deeper, schemas of custom resources aside.
  static final int MOST_NESTING = 100;

  /// One text: a ConfigMap may have a megabyte.
  private static final int MOST_TEXT = 4 << 20;

  private static final int MOST_NAME = 10_000;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(2 * MOST_NESTING)
          .maxStringLength(MOST_TEXT)
          .maxNameLength(MOST_NAME)
          .maxDocumentLength(MOST_CHARACTERS)
          .build();

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(LIMITS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .streamReadConstraints(LIMITS)
          .loaderOptions(loaderOptions())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final JsonMapper SCALARS = new JsonMapper();

  private static LoaderOptions loaderOptions() {
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setNestingDepthLimit(2 * MOST_NESTING);
    return options;
  }

  /// Parses every document of a text: JSON where it starts with a brace, else YAML.
  ///
  /// @throws ManifestException where it is neither, or beyond the limits
  static List<LocatedTree> parse(String file, String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new ManifestException(
          new SourceLine(file, 1),
          "expected at most %d characters, found %d; split the file"
              .formatted(MOST_CHARACTERS, text.length()));
    }
    var isJson = text.stripLeading().startsWith("{");
    var factory = isJson ? JSON : YAML;
    try (var parser = factory.createParser(text)) {
      parser.setCodec(SCALARS);
      return documents(file, parser);
    } catch (StreamConstraintsException _) {
      throw new ManifestException(
          new SourceLine(file, 1),
          "expected texts of at most %d characters, and names of at most %d"
              .formatted(MOST_TEXT, MOST_NAME));
    } catch (JsonProcessingException e) {
      var place = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new ManifestException(
          new SourceLine(file, Math.max(place, 1)),
          "expected %s: %s".formatted(isJson ? "JSON" : "YAML", firstLine(e.getOriginalMessage())));
    } catch (IOException | YAMLException e) {
      throw new ManifestException(
          new SourceLine(file, 1), "expected YAML: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static List<LocatedTree> documents(String file, JsonParser parser) throws IOException {
    var documents = new ArrayList<LocatedTree>();
    while (parser.nextToken() != null) {
      var lines = new Lines(line(parser));
      var root = read(file, parser, lines, 0);
      var empty = root.isNull() || (root.isTextual() && root.textValue().isEmpty());
      if (!empty) {
        documents.add(new LocatedTree(file, root, lines));
      }
    }
    return documents;
  }

  /// Recursion is bounded by [#MOST_NESTING].
  ///
  /// @param depth how many values are around this one
  private static JsonNode read(String file, JsonParser parser, Lines lines, int depth)
      throws IOException {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new ManifestException(
          new SourceLine(file, lines.line),
          "expected no YAML aliases (*name): write the value out");
    }
    if (depth > MOST_NESTING) {
      throw new ManifestException(
          new SourceLine(file, lines.line), "expected at most %d levels".formatted(MOST_NESTING));
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      var object = JsonNodeFactory.instance.objectNode();
      for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        var ofName = lines.next(line(parser));
        parser.nextToken();
        object.set(name, read(file, parser, ofName, depth + 1));
      }
      return object;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      var array = JsonNodeFactory.instance.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(read(file, parser, lines.next(line(parser)), depth + 1));
      }
      return array;
    }
    return switch (parser.currentToken()) {
      case VALUE_STRING -> JsonNodeFactory.instance.textNode(parser.getText());
      case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
      case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
      default -> parser.readValueAsTree();
    };
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /// A name as a JSON pointer has it (RFC 6901).
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }

  /// The line of a value, or of the nearest value around it where it is absent.
  SourceLine place(String pointer) {
    var value = root;
    var at = lines;
    for (var rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      var index = index(value, rest);
      if (index < 0) {
        break;
      }
      value = value.isArray() ? value.get(index) : value.get(rest.getMatchingProperty());
      at = at.inside.get(index);
    }
    return new SourceLine(file, at.line);
  }

  /// Which of the values inside a pointer leads to, counted from 0; -1 if there is none.
  private static int index(JsonNode value, JsonPointer pointer) {
    if (value.isArray()) {
      return pointer.getMatchingIndex() < value.size() ? pointer.getMatchingIndex() : -1;
    }
    var names = value.properties().stream().map(Map.Entry::getKey).toList();
    return names.indexOf(pointer.getMatchingProperty());
  }
}
