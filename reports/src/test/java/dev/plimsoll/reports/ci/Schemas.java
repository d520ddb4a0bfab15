package dev.plimsoll.reports.ci;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Asks a validator of JSON Schema whether documents are what they should be.
public final class Schemas {

  /// What is wrong with a document of `--format json`.
  ///
  /// @param definition which of the `$defs` it should be
  public static List<String> errors(String definition, String document) {
    var schema =
        new JsonSource("schema")
            .members(
                JsonReader.read("schema", resource("/dev/plimsoll/reports/output.schema.json")));
    var narrowed = Json.object();
    schema
        .members()
        .forEach(
            (name, value) -> {
              if (!name.equals("anyOf")) {
                narrowed.with(name, value);
              }
            });
    narrowed.with("$ref", "#/$defs/" + definition);
    return validated(JsonWriter.indented(narrowed.build()), document);
  }

  /// What is wrong with a document of `--format json`, whichever it is.
  public static List<String> errors(String document) {
    return validated(resource("/dev/plimsoll/reports/output.schema.json"), document);
  }

  /// What is wrong with a document of SARIF.
  public static List<String> errorsOfSarif(String document) {
    return validated(resource("sarif-2.1.0.facts.json"), document);
  }

  private static List<String> validated(String schema, String document) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema, InputFormat.JSON)
        .validate(
            document,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static String resource(String name) {
    try (var file = Schemas.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schemas() {}
}
