package dev.plimsoll.counterexamples.corpus;

import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.itf.Itf;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A folder of counterexamples, one file for each violated claim of each model.
///
/// @param folder usually `counterexamples`; made when the first file is written
public record Corpus(Path folder) {

  private static final String SUFFIX = ".itf.json";
  private static final String ORIGINAL = ".original";
  private static final Set<String> NOT_OURS = Set.of("src", "target");

  /// Where the counterexample to a claim is kept.
  public Path file(String model, String claim) {
    return folder.resolve(model).resolve(slug(claim) + SUFFIX);
  }

  /// The name as part of a file name: lower case, words joined by hyphens.
  public static String slug(String name) {
    var words = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    var slug = words.replaceAll("^-|-$", "");
    return slug.isEmpty() ? "claim" : slug;
  }

  /// Where that is kept which the counterexample to a claim was shrunk from.
  public Path original(String model, String claim) {
    return folder.resolve(model).resolve(slug(claim) + ORIGINAL + SUFFIX);
  }

  /// Writes a counterexample to its file, as a whole or not at all. What an earlier one was shrunk
  /// from is removed.
  ///
  /// @return the file
  public Path write(Counterexample counterexample) throws IOException {
    var file = file(counterexample.model(), counterexample.claim());
    replace(file, JsonWriter.indented(Itf.encode(counterexample)));
    Files.deleteIfExists(original(counterexample.model(), counterexample.claim()));
    return file;
  }

  /// Writes what the counterexample that was written last was shrunk from.
  ///
  /// @return the file
  public Path writeOriginal(Counterexample original) throws IOException {
    var file = original(original.model(), original.claim());
    replace(file, JsonWriter.indented(Itf.encode(original)));
    return file;
  }

  /// Gives a file new content, as a whole or not at all, and makes its folder where there is none.
  public static void replace(Path file, String content) throws IOException {
    var place = file.toAbsolutePath();
    Files.createDirectories(Objects.requireNonNull(place.getParent(), "a file is in a folder"));
    var process = ProcessHandle.current().pid();
    var written = place.resolveSibling(".%s.%d.new".formatted(file.getFileName(), process));
    try {
      Files.writeString(written, content);
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /// Reads a counterexample.
  ///
  /// @throws dev.plimsoll.counterexamples.json.UnreadableException if the file is not one
  public static Counterexample read(Path file) {
    return Itf.decode(new JsonSource(file.toString()), JsonReader.read(file));
  }

  /// Those that were put there to stay.
  public Corpus kept() {
    return new Corpus(folder.resolve("kept"));
  }

  /// The files of those that runs have left, sorted.
  public List<Path> left() throws IOException {
    var kept = kept().folder;
    return files().stream().filter(file -> !file.startsWith(kept)).toList();
  }

  /// The files of all counterexamples, sorted.
  ///
  /// What is below `src` and `target` is none of them: the folder may be that of this module, too.
  public List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .filter(file -> !NOT_OURS.contains(folder.relativize(file).getName(0).toString()))
          .sorted()
          .toList();
    }
  }

  /// The command that replays a file.
  ///
  /// @param file as seen from the folder in which the command is given
  public static String replayCommand(Path file) {
    return "./plimsoll replay " + quoted(file.toString());
  }

  /// The word as a shell takes it.
  public static String quoted(String word) {
    return word.matches("[\\p{L}\\p{N}_./:=,+@%-]+")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
