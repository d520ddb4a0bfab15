package dev.plimsoll.reports.cluster;

import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Files of manifests, and folders of such files.
///
/// @param paths as the user names them
public record ManifestFiles(List<String> paths) {

  private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");

  public ManifestFiles {
    paths = List.copyOf(paths);
  }

  /// Reads all, in order; those of a folder by name, with those of folders in it.
  ///
  /// @param text gives the text of a file
  /// @throws UnreadableException if a folder cannot be read, or there are no manifests in it
  /// @throws dev.plimsoll.kubernetes.manifest.ManifestException if a file is not one of manifests
  public Manifests read(UnaryOperator<String> text) {
    return paths.stream()
        .flatMap(ManifestFiles::files)
        .map(file -> ManifestReader.read(file, text.apply(file)))
        .reduce(new Manifests(List.of(), List.of()), Manifests::plus);
  }

  private static Stream<String> files(String name) {
    var path = Path.of(name);
    if (!Files.isDirectory(path)) {
      return Stream.of(name);
    }
    try (var found = Files.walk(path)) {
      var files =
          found
              .filter(Files::isRegularFile)
              .map(Path::toString)
              .filter(file -> SUFFIXES.stream().anyMatch(file::endsWith))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new UnreadableException(name, "expected files of " + String.join(", ", SUFFIXES));
      }
      return files.stream();
    } catch (IOException e) {
      throw new UnreadableException(name, "it cannot be read: " + e.getMessage());
    }
  }
}
