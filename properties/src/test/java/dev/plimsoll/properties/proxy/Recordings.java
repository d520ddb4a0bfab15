package dev.plimsoll.properties.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/// The folder with what was recorded of the real kube-proxy.
final class Recordings {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Recordings() {}

  /// The folder `fixtures/kube-proxy`; the calling test is skipped where it is absent.
  static Path folder() {
    var root = System.getProperty("plimsoll.root", "..");
    var shared =
        Optional.ofNullable(System.getProperty("PLIMSOLL_SHARED"))
            .or(() -> Optional.ofNullable(System.getenv("PLIMSOLL_SHARED")))
            .map(Path::of)
            .orElse(Path.of(root).resolveSibling("shared"));
    var folder = shared.resolve("fixtures/kube-proxy");
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () -> "no recordings of kube-proxy at " + folder + "; set PLIMSOLL_SHARED");
    return folder;
  }

  /// The syncs of the corpus whose outcome does not depend on the order of a Go map.
  static List<RecordedSync> corpus() {
    var corpus = folder().resolve("corpus-1.30.3");
    var caveats = caveats(corpus);
    try (var files = Files.find(corpus, 2, (file, attributes) -> isCluster(file))) {
      return files
          .filter(file -> !caveats.contains(corpus.relativize(file).toString()))
          .sorted()
          .map(RecordedSync::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCluster(Path file) {
    return file.getFileName().toString().endsWith("cluster.json");
  }

  private static Set<String> caveats(Path corpus) {
    var files = new HashSet<String>();
    for (var caveat : json(corpus.resolve("caveats.json")).get("conflictingDuplicateEndpoints")) {
      files.add(caveat.get("file").textValue());
    }
    return files;
  }

  static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
