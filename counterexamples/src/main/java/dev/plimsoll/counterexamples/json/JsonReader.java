package dev.plimsoll.counterexamples.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Reads JSON, strictly and within limits.
public final class JsonReader {

  /// The largest file that is read, in bytes.
  public static final long MOST_BYTES = 256L << 20;

  /// The deepest nesting that is read.
  public static final int MOST_NESTING = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTING)
                  .maxNumberLength(100)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String file;
  private final int firstLine;
  private final JsonParser parser;

  private JsonReader(String file, int firstLine, JsonParser parser) {
    this.file = file;
    this.firstLine = firstLine;
    this.parser = parser;
  }

  /// Reads a file of one JSON value in UTF-8.
  ///
  /// @throws UnreadableException if there is no such file, it is too large, or it is not JSON
  public static Json read(Path file) {
    try {
      var size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new UnreadableException(
            file.toString(),
            "expected at most %d MB, but it has %d".formatted(MOST_BYTES >> 20, size >> 20));
      }
      return read(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new UnreadableException(file.toString(), "there is no such file");
    } catch (CharacterCodingException e) {
      throw new UnreadableException(file.toString(), "expected text in UTF-8");
    } catch (IOException e) {
      throw new UnreadableException(file.toString(), "it cannot be read: " + e.getMessage());
    }
  }

  /// Reads one JSON value.
  ///
  /// @param file how messages name the text
  /// @throws UnreadableException if it is not one JSON value
  public static Json read(String file, String text) {
    return read(file, 1, text);
  }

  /// Reads one JSON value from the middle of a file.
  ///
  /// @param file how messages name the text
  /// @param firstLine the number of its first line
  /// @throws UnreadableException if it is not one JSON value
  public static Json read(String file, int firstLine, String text) {
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var reader = new JsonReader(file, firstLine, parser);
      var json = reader.value();
      if (parser.nextToken() != null) {
        throw new UnreadableException(file, reader.line(), "expected nothing after the value");
      }
      return json;
    } catch (JsonProcessingException e) {
      var within = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      var line = firstLine - 1 + within;
      var problem = e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
      throw new UnreadableException(file, line, "expected JSON: " + problem);
    } catch (IOException e) {
      throw new IllegalStateException("A text in memory cannot be read", e);
    }
  }

  /// Reads the value that begins at the current token. The nesting is limited by the parser.
  private Json value() throws IOException {
    var line = line();
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(line);
      case START_ARRAY -> elements(line);
      case VALUE_STRING -> new Json.Text(parser.getText(), line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeral(parser.getDecimalValue(), line);
      case VALUE_TRUE -> new Json.Bool(true, line);
      case VALUE_FALSE -> new Json.Bool(false, line);
      case VALUE_NULL -> new Json.Null(line);
      case null -> throw new UnreadableException(file, line, "expected JSON, but there is nothing");
      case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new UnreadableException(file, line, "expected a value");
    };
  }

  private Json members(int line) throws IOException {
    var members = new LinkedHashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      members.put(name, value());
    }
    return new Json.Members(members, line);
  }

  private Json elements(int line) throws IOException {
    var elements = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return new Json.Elements(elements, line);
  }

  private int line() {
    return firstLine - 1 + Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
