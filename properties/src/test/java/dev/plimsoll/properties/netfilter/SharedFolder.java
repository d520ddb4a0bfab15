package dev.plimsoll.properties.netfilter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// The folder of data that is not part of the project: PLIMSOLL_SHARED (system property or
/// environment variable), else `shared` beside the project.
final class SharedFolder {

  private SharedFolder() {}

  /// A folder in it; the test is skipped where there is none.
  static Path fixtures(String name) {
    Path folder = root().resolve("fixtures").resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> "no folder fixtures/" + name + ": set PLIMSOLL_SHARED to the shared folder");
    return folder;
  }

  /// The files below a folder whose names are wanted, sorted.
  static List<Path> files(Path folder, Predicate<String> wanted) {
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

  /// The text of a file; Latin-1, so that every byte is some character.
  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file of JSON.
  static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
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
