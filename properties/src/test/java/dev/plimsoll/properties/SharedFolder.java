package dev.plimsoll.properties;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// The folder of data that is not part of the project: PLIMSOLL_SHARED (system property or
/// environment variable), else `shared` beside the project.
public final class SharedFolder {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SharedFolder() {}

  /// A folder among its fixtures; the test is skipped where there is none.
  public static Path fixtures(String name) {
    Path folder = root().resolve("fixtures").resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> "no folder fixtures/" + name + ": set PLIMSOLL_SHARED to the shared folder");
    return folder;
  }

  /// The files below a folder whose names are wanted, sorted.
  public static List<Path> files(Path folder, Predicate<String> wanted) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> wanted.test(file.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of a file in UTF-8.
  public static String text(Path file) {
    return text(file, StandardCharsets.UTF_8);
  }

  /// The text of a file that may hold any bytes: in Latin-1, every byte is some character.
  public static String latin1(Path file) {
    return text(file, StandardCharsets.ISO_8859_1);
  }

  private static String text(Path file, Charset charset) {
    try {
      return Files.readString(file, charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file of JSON.
  public static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file with a document of JSON a line.
  public static List<JsonNode> ndjson(Path file) {
    try (var lines = JSON.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return lines.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    String given = System.getProperty("PLIMSOLL_SHARED", System.getenv("PLIMSOLL_SHARED"));
    return given != null
        ? Path.of(given)
        : Path.of(System.getProperty("plimsoll.root", ".")).resolveSibling("shared").normalize();
  }
}
